// What a reader asks for comes when it is asked for: a script and its stylesheet, once.
const root = new URL("..", document.currentScript.src)

const added = (element) =>
  new Promise((done, failed) => {
    element.onload = done
    element.onerror = failed
    document.head.append(element)
  })

const later = ({ style, script }) => {
  let coming
  return () =>
    (coming ??= Promise.all([
      added(Object.assign(document.createElement("link"), { rel: "stylesheet", href: root + style })),
      added(Object.assign(document.createElement("script"), { src: root + script })),
    ]))
}

// A link that is a button where scripts run; if what it needs cannot come, it leads on as a link does.
const button = (link, load, act) => {
  link.setAttribute("role", "button")
  link.addEventListener("pointerdown", load)
  const press = (event) => {
    event.preventDefault()
    load().then(act, () => location.assign(link.href))
  }
  link.addEventListener("click", press)
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") press(event)
  })
  return press
}
