// The tools of the single file are all there already; a section is read aloud from beside its heading.
{
  const tools = JSON.parse(`{{ tools | tojson }}`)
  for (const link of document.querySelectorAll(".fc-tool")) button(link, () => window[tools[link.hash.slice(1)]])
  for (const box of document.querySelectorAll(".fc-section-heading")) {
    listening.offer(
      (listen) => box.append(listen),
      () => sectionText.linesOfSection(box),
    )
  }
}
