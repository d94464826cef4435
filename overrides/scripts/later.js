// What a reader asks for comes when it is asked for: a script, once. It brings its own stylesheet.
const root = new URL("..", document.currentScript.src)

// Loads a script, and gives the function called `act` that it leaves behind. One that did not come, or came and failed,
// is asked for again at the next press.
const later = (act, src) => {
  let coming
  return async () => {
    coming =
      coming ||
      new Promise((done) => {
        const script = Object.assign(document.createElement("script"), { src: root + src })
        script.onload = script.onerror = done
        document.head.append(script)
      }).then(({ target }) => {
        target.remove()
        if (!window[act]) coming = undefined
      })
    await coming
    return window[act]
  }
}
