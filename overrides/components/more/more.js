// On paper nothing is closed, and a link that leads into what is closed opens it, in browsers that do not see to that.
{
  const closed = () => document.querySelectorAll("details:not([open])")
  let opened = []
  addEventListener("beforeprint", () => {
    opened = [...closed()]
    for (const part of opened) part.open = true
  })
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false
  })
  const arrive = () => {
    const target = document.getElementById(location.hash.slice(1))
    for (const part of closed()) {
      if (target && part.contains(target)) {
        part.open = true
        target.scrollIntoView()
      }
    }
  }
  addEventListener("hashchange", arrive)
  arrive()
}
