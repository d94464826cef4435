// Tells how much of the guide this browser keeps, and what to do about the rest.
{
  const root = new URL("..", document.currentScript.src)
  const TITLES = new Map(Object.entries({{ titles }}))
  // What stands there until more is known is about as long, so that nothing moves.
  const status = document.querySelector(".fc-kept")
  status.setAttribute("role", "status")

  const element = (name, content) => {
    const made = document.createElement(name)
    made.append(...content)
    return made
  }

  // A list stands for names of pages. What stands there already is not said again.
  const say = (...blocks) => {
    const said = blocks.map((block) =>
      Array.isArray(block)
        ? element(
            "ul",
            block.map((path) => element("li", [TITLES.get(path) || path])),
          )
        : element("p", [block]),
    )
    if (said.map((block) => block.textContent).join("") === status.textContent) return
    status.textContent = ""
    status.append(...said)
  }

  const FILES = "Take one of the files below instead."
  const cannot = () => say("This browser cannot keep the guide by itself. " + FILES)
  const failed = () => say("Your browser could not keep the guide. " + FILES)

  const report = ({ pages, missing, older, gaps, full, trying }) => {
    const number = pages.length - missing.length
    const kept = `${number} of ${pages.length} pages`
    if (gaps.length === 0) return say(`This device keeps the guide: ${kept}. They open without a network.`)
    const rest = trying
      ? "Your browser is fetching the rest now."
      : full
        ? "This device has no room for the rest. Free some space, then open this page again."
        : "Your browser tries again each time you open this page. " + FILES
    const blocks = [`This device keeps a part of the guide: ${kept}. They open without a network.`]
    if (missing.length) blocks.push("These pages are missing:", missing)
    if (older.length) blocks.push("Of these pages it keeps an older edition:", older)
    if (gaps.length > missing.length + older.length) blocks.push("Drawings or the search may be missing too.")
    say(...blocks, rest)
  }

  const ask = (worker) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => report(data)
    worker.postMessage("What is kept?", [port2])
  }

  const look = (registration) => {
    const { installing, active } = registration
    if (active) ask(active)
    else say("Your browser is fetching the guide now, to keep it for times without a network.")
    // A new edition can come while the page is open.
    registration.onupdatefound = () => look(registration)
    if (!installing) return
    installing.onstatechange = () => {
      if (installing.state === "activated") ask(installing)
      if (installing.state === "redundant" && !active) failed()
    }
  }

  const begin = async () => {
    const registration = await navigator.serviceWorker.getRegistration(root)
    // Where this copy has none, one that holds for the whole origin may answer.
    if (registration && registration.scope === root.href) look(registration)
    else if (navigator.connection?.saveData)
      say("Your browser is asked to save data, so it does not keep the guide. " + FILES)
    else say("Your browser does not keep the guide yet. It begins once you scroll, tap or type.")
  }

  const follow = async () => {
    const registration = await window.keeping
    if (registration) look(registration)
    else failed()
  }

  if (!("serviceWorker" in navigator)) cannot()
  else {
    addEventListener("keeping", follow)
    if (window.keeping) follow()
    else begin().catch(failed)
  }
}
