// Whether a key or click is still to be had: while an input method composes a word, its keys are its own.
const free = ({ isComposing, keyCode, defaultPrevented }) => !isComposing && keyCode !== 229 && !defaultPrevented
// Whether it stands alone: with another key held it belongs to the browser.
const alone = (event) => free(event) && !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)

// A link that is a button where scripts run; if what it needs cannot come, it leads on as a link does. What comes in a
// script of its own knows nothing of this one, and is told.
const button = (link, load) => {
  let waiting
  const press = async (event) => {
    event.preventDefault()
    // A key that is held, and a second press while the first one waits, would undo what the first one does.
    if (event.repeat || waiting) return
    waiting = true
    try {
      const act = await load()
      await act(link, root, alone)
    } catch (reason) {
      console.error(reason)
      location.assign(link.href)
    }
    waiting = false
  }
  link.setAttribute("role", "button")
  link.addEventListener("pointerdown", load)
  link.addEventListener("click", (event) => alone(event) && press(event))
  link.addEventListener("keydown", (event) => {
    if ((event.key === " " || (event.key === "Enter" && event.repeat)) && alone(event)) press(event)
  })
  return press
}
