// Where the device has a voice of its own, the contents offer to read the page aloud from here on. What reads comes
// when it is asked for, with the ways to share.
{
  const contents = document.querySelector(".fc-contents")
  const speech = window.speechSynthesis
  const isOwn = ({ localService, lang }) => localService && /^en/i.test(lang)
  if (contents && speech) {
    const load = later("fc-listen", "{{ share }}")
    const offer = () => {
      if (contents.querySelector("button") || !speech.getVoices().some(isOwn)) return
      const key = Object.assign(document.createElement("button"), { type: "button", textContent: "Listen" })
      key.onclick = async () => {
        const read = await load()
        if (read) read(key)
      }
      contents.prepend(key)
    }
    offer()
    if (speech.addEventListener) speech.addEventListener("voiceschanged", offer)
  }
}
