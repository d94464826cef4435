// An element with what it holds: pages take no text for markup.
const make = (name, properties, ...parts) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...parts)
  return element
}
