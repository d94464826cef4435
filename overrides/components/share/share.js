// The link beside a heading shares its section instead. A copy of the guide has no address that others could open.
{
  const load = later("toggleSharing", "{{ share }}")
  const links = document.querySelector("link[rel=canonical]")
    ? document.querySelectorAll(".fc-section-heading > a:not([href='#notes'])")
    : []
  for (const link of links) {
    link.textContent = "Share"
    link.setAttribute("aria-label", link.getAttribute("aria-label").replace("Link to", "Share"))
    link.setAttribute("aria-expanded", "false")
    button(link, load)
  }
}
