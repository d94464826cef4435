// Reads aloud with the device's own voices: others would send away what they read. Where there is none, nothing is
// offered.
const listening = (() => {
  const [LISTEN, STOP] = ["Listen", "Stop"]
  const speech = window.speechSynthesis
  const voice = () => speech.getVoices().find(({ localService, lang }) => localService && /^en/i.test(lang))
  let stop = () => {}

  const read = (lines, button) => {
    const wasReading = button.textContent === STOP
    stop()
    if (wasReading) return
    const spoken = lines
      .map((line) => line.replace(/^- /, ""))
      .filter(Boolean)
      .map((line) => Object.assign(new SpeechSynthesisUtterance(line), { voice: voice(), lang: voice().lang }))
    const end = () => {
      if (stop !== end) return
      stop = () => {}
      speech.cancel()
      button.textContent = LISTEN
    }
    stop = end
    button.textContent = STOP
    spoken[spoken.length - 1].onend = end
    for (const part of spoken) {
      part.onerror = end
      speech.speak(part)
    }
  }
  // Hands over a button as soon as there is a voice: some devices are slow to tell.
  const offer = (add, linesOf) => {
    if (!speech) return
    let given
    const give = () => {
      if (given || !voice()) return
      given = make("button", { type: "button", textContent: LISTEN })
      given.onclick = () => read(linesOf(), given)
      add(given)
    }
    give()
    if (speech.addEventListener) speech.addEventListener("voiceschanged", give)
  }
  addEventListener("pagehide", () => stop())
  return { offer, read, stop: () => stop() }
})()
