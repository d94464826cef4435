// A note opens and closes as links do. Escape, a tap beside it, and the way back to its own marker close it where
// nothing moves at all.
{
  const open = () => document.querySelector(".fc-notes > ol > :target")
  let marker
  const close = () => {
    // An address that names nothing leaves the page where it is; then it is taken back.
    location.replace("#-")
    history.replaceState(null, "", location.pathname + location.search)
    if (marker) marker.focus({ preventScroll: true })
  }
  addEventListener("click", (event) => {
    const link = event.target.closest("a")
    const note = open()
    if (link && link.closest("sup")) marker = link
    else if (note && (!note.contains(event.target) || (link && marker && link.hash === `#${marker.parentNode.id}`))) {
      // What is beside the note and leads on still does.
      if (!link || note.contains(link)) {
        event.preventDefault()
        close()
      }
    }
  })
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && alone(event) && open()) close()
  })
}
