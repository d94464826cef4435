// A link to a tool is the tool itself: its code comes when it is pressed, or where a kept choice is to be shown.
{
  const tools = JSON.parse(`{{ tools | tojson }}`)
  // Two tools may come in one script, which is to run once.
  const scripts = {}
  const loaderOf = (section) => {
    const [act, src] = tools[section]
    const load = (scripts[src] = scripts[src] || later(act, src))
    return async () => (await load()) && window[act]
  }
  for (const link of document.querySelectorAll(".fc-tool")) button(link, loaderOf(link.hash.slice(1)))
  const kept = (name, selector) => {
    try {
      return localStorage.getItem(name) && document.querySelector(selector)
    } catch {
      return null
    }
  }
  if (kept("country", ".fc-now__danger, .fc-caution, .fc-card")) loaderOf("numbers-by-country")()
  const diary = kept("diary", ".fc-tool[href='#diary-nights']")
  if (diary) loaderOf("diary-nights")().then((act) => act && act(diary, root, alone, true))
}
