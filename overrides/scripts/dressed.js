// The stylesheet of a script that came later, tried again if it failed. Without it all is plain, and there: nobody waits
// for it for longer than three seconds.
const dressed = (() => {
  const href = new URL("{{ style }}", document.currentScript.src)
  let coming
  return () => {
    coming =
      coming ||
      new Promise((done) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href })
        link.onload = done
        link.onerror = () => {
          link.remove()
          coming = undefined
          done()
        }
        document.head.append(link)
      })
    return Promise.race([coming, new Promise((late) => setTimeout(late, 3000))])
  }
})()
dressed()
