// Where the contents stay beside the text, they name the sections, and mark the one that is read.
{
  const links = [...document.querySelectorAll(".fc-contents > ul > li > a")]
  const places = links.map((link) => document.getElementById(link.hash.slice(1)))
  let waiting
  const mark = () => {
    waiting = false
    const read = places.filter((place) => place && place.getBoundingClientRect().top < innerHeight / 3).pop()
    links.forEach((link, at) => {
      if (read && places[at] === read) link.setAttribute("aria-current", "location")
      else link.removeAttribute("aria-current")
    })
  }
  if (matchMedia("(min-width: 80rem)").matches) {
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark)
      waiting = true
    })
    mark()
  }
}
