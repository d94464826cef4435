// Counts a stretch in figures that can be read across a dark room: take hold, hold, let go, again. How long and how
// often stands in the words beside the link. Where they set no end there is a cramp, and it is told how long it lasts.
window["fc-hold-timer"] = (() => {
  // Seconds to take hold of the foot, and to let it rest; minutes after which a cramp is more than that.
  const READY = 5
  const REST = 5
  const LONG = 10
  const MINUTE = 60000
  const TIMES = { two: 2, three: 3, four: 4, five: 5 }
  const WORDS = { ready: "Take hold", hold: "Hold", rest: "Let go", done: "Done" }

  const isHeading = (block) => block.matches(".fc-section-heading")

  // What the step says, or if it names no count, its section.
  const wordsBeside = (link) => {
    const step = link.closest("li")
    if (step && /\d seconds/.test(step.textContent)) return step.textContent
    let block = link.closest("p")
    while (block.previousElementSibling && !isHeading(block)) block = block.previousElementSibling
    const words = []
    while ((block = block.nextElementSibling) && !isHeading(block)) words.push(block.textContent)
    return words.join(" ")
  }
  const planOf = (words) => {
    const [, seconds] = words.match(/(\d+) seconds/) || [, 20]
    const [, rest] = words.match(/go for (\d+)/) || [, REST]
    const [, times] = words.match(/(two|three|four|five) times/) || []
    return { seconds: Number(seconds), rest: Number(rest), times: TIMES[times] || Infinity }
  }

  // The cramp of this visit: it goes on while the timer is put away.
  let began
  const build = (link) => {
    const { seconds, rest, times } = planOf(wordsBeside(link))
    let phase = "ready"
    let round = 1
    let ends = 0
    let left = READY * 1000
    let counting = true
    let lock
    let sound

    const said = make("p", { className: "fc-timer__phase" })
    said.setAttribute("role", "status")
    const figure = make("p", { className: "fc-timer__figure" })
    figure.setAttribute("aria-hidden", "true")
    const pause = make("button", { type: "button" })
    const done = make("button", { type: "button", textContent: "Close" })
    const choice = () => make("input", { type: "checkbox", autocomplete: "off" })
    const [shake, tone] = [choice(), choice()]
    const options = make("p", { className: "fc-timer__options" })
    if (navigator.vibrate) options.append(make("label", {}, shake, " Vibrate"))
    if (window.AudioContext) options.append(make("label", {}, tone, " Soft tone"))
    const dialog = make("dialog", { className: "fc-timer" })
    dialog.setAttribute("aria-label", "Hold timer")

    const since = make("span", {})
    const alarm = make("p", { className: "fc-timer__alarm" })
    alarm.setAttribute("role", "alert")
    const tellClock = () => {
      const minutes = Math.floor((Date.now() - began) / MINUTE)
      const words = `Since it began: ${minutes} min`
      if (since.textContent !== words) since.textContent = words
      if (minutes < LONG) alarm.textContent = ""
      else if (!alarm.firstChild) {
        const here = document.getElementById("get-help-today")
        const page = document.querySelector("header a[href*=when-to-see-a-doctor]")
        const href = here ? "#get-help-today" : `${page ? page.href : ""}#get-help-today`
        const on = make("a", { href, textContent: "What to do", onclick: () => dialog.close() })
        alarm.append(told.long, " ", on)
      }
    }
    const earlier = (minutes) => {
      const sign = minutes < 0 ? "\u2212" : "+"
      const move = make("button", { type: "button", textContent: `${sign}${Math.abs(minutes)} min` })
      move.onclick = () => {
        began = Math.min(Date.now(), began - minutes * MINUTE)
        tellClock()
      }
      return move
    }
    const clock = make("div", { className: "fc-timer__clock" }, make("p", {}, since), ...[-1, 1, 5].map(earlier))

    const show = () => {
      const count = times < Infinity && phase !== "done" ? ` ${round} of ${times}` : ""
      const length = { hold: `, ${seconds} seconds`, done: `, ${times} times. Next stretch: press Start` }[phase] || ""
      const words = `${counting || phase === "done" ? "" : "Paused: "}${WORDS[phase]}${count}${length}`
      if (said.textContent !== words) said.textContent = words
      figure.textContent = phase === "done" ? "" : Math.ceil(left / 1000)
      pause.textContent = counting ? "Pause" : phase === "done" ? "Start" : "Continue"
      dialog.dataset.phase = phase
    }
    const signal = () => {
      if (shake.checked) navigator.vibrate(phase === "hold" ? 200 : [100, 100, 100])
      if (!tone.checked) return
      sound = sound || new AudioContext()
      const [pitch, volume] = [sound.createOscillator(), sound.createGain()]
      pitch.frequency.value = phase === "hold" ? 440 : 330
      volume.gain.setValueAtTime(0.1, sound.currentTime)
      volume.gain.linearRampToValueAtTime(0, sound.currentTime + 0.6)
      pitch.connect(volume).connect(sound.destination)
      pitch.start()
      pitch.stop(sound.currentTime + 0.6)
    }
    const enter = (next, length) => {
      phase = next
      left = length * 1000
      ends = Date.now() + left
      signal()
    }
    const next = () => {
      if (phase !== "hold") enter("hold", seconds)
      else if (round < times) {
        round += 1
        enter("rest", rest)
      } else {
        enter("done", 0)
        counting = false
      }
    }
    // A pause stops the count, and not the cramp.
    const tick = () => {
      if (counting) {
        left = ends - Date.now()
        if (left <= 0) next()
        show()
      }
      if (times === Infinity) tellClock()
    }
    // The screen stays bright while it counts, where the device allows that.
    const keepAwake = async () => {
      try {
        if (navigator.wakeLock && !document.hidden) lock = await navigator.wakeLock.request("screen")
      } catch (reason) {
        console.info(`The screen may go dark: ${reason.message}`)
      }
    }
    pause.onclick = () => {
      if (phase === "done") {
        phase = "ready"
        round = 1
        left = READY * 1000
      }
      counting = !counting
      ends = Date.now() + left
      show()
    }
    done.onclick = () => dialog.close()
    document.addEventListener("visibilitychange", keepAwake)
    dialog.addEventListener("close", () => {
      clearInterval(ticking)
      if (lock) lock.release()
      document.removeEventListener("visibilitychange", keepAwake)
      dialog.remove()
      link.focus()
    })
    const limit = make("p", { className: "fc-timer__limit" }, told.limit)
    dialog.append(said, figure, make("p", { className: "fc-timer__keys" }, pause, done), limit, options)
    if (times === Infinity) dialog.append(clock, alarm)
    document.body.append(dialog)
    began = began || Date.now()
    dialog.showModal()
    pause.focus()
    ends = Date.now() + left
    const ticking = setInterval(tick, 200)
    keepAwake()
    tick()
  }

  return async (link) => {
    // A browser without dialogs follows the link.
    if (!window.HTMLDialogElement) throw new Error("This browser knows no dialogs.")
    await dressed()
    build(link)
  }
})()
