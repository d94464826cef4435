// Reads pages as the reader mode of Firefox does: told a folder and names of pages, it prints what it keeps of each.
const { readFileSync } = require("fs")
const { join } = require("path")
const { Readability } = require("@mozilla/readability")
const { JSDOM } = require("jsdom")

const [folder, ...names] = process.argv.slice(2)
const kept = names.map((name) => {
  const { document } = new JSDOM(readFileSync(join(folder, name), "utf-8"), { url: "https://guide.example/" + name })
    .window
  return [name, new Readability(document).parse().content]
})
console.log(JSON.stringify(Object.fromEntries(kept)))
