// The two-week sheet filled in on the device: nights become a list, a chart and sentences to show. Nothing is sent, and
// nothing is kept before the reader says so. What comes in is read whole before anything changes, and only adds.
window["fc-diary"] = (() => {
  const KEY = "diary"
  const NIGHTS = 1000
  const LETTERS = 2000
  const UNKEPT = "This browser kept nothing: save it to a file."
  const PAIN = "Worst pain of each night, 0 to 10"
  const TEXT = [/^[^]{0,200}$/, "200 characters at most"]
  // What each column of the sheet holds, and its field.
  const KINDS = [
    [/^\d{4}-\d\d-\d\d$/, "a date like 2026-11-27", "date"],
    [/^(([01]\d|2[0-3]):[0-5]\d)?$/, "a time like 02:30", "time"],
    TEXT,
    [/^\d{0,3}$/, "0 to 999", "number"],
    [/^(\d|10)?$/, "0 to 10", "number"],
    TEXT,
    TEXT,
  ]
  let first

  const shape = (name, attributes, ...parts) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name)
    for (const each in attributes) element.setAttribute(each, attributes[each])
    element.append(...parts)
    return element
  }
  const refuse = (why, at) => {
    throw Object.assign(new Error(why), { at })
  }
  // No February has a 30th.
  const isDay = (text) => new Date(text).getUTCDate() === Number(text.slice(8))
  const dayOf = (night) => new Date(night + "T12:00").toLocaleDateString("en-US", { dateStyle: "medium" })
  const keyOf = (night) => JSON.stringify(night)

  // The lines of a file for spreadsheets (RFC 4180).
  const linesOf = (text) => {
    const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*))(,|\n|$)/y
    const lines = [[]]
    for (;;) {
      const found = cell.exec(text)
      if (!found) refuse(`Line ${lines.length} has a stray quotation mark.`)
      const [, inside, bare, end] = found
      lines[lines.length - 1].push(inside === undefined ? bare : inside.replace(/""/g, '"'))
      if (end === ",") continue
      if (cell.lastIndex === text.length) return lines
      lines.push([])
    }
  }
  // A spreadsheet runs what begins like a formula: an apostrophe stops that, and is taken off again.
  const quoted = (cell) => `"${cell.replace(/^'*[=+\-@\t\r]/, "'$&").replace(/"/g, '""')}"`
  const unquoted = (cell) => cell.replace(/^'(?='*[=+\-@\t\r])/, "")

  const build = (link) => {
    const sheet = document.querySelector(".fc-sheet")
    const table = sheet.querySelector("table").cloneNode(true)
    const [head] = table.rows
    const body = table.tBodies[0]
    const names = [...head.cells].map((cell) => cell.textContent)
    head.append(make("th", {}, "Change"))
    const sentences = [...document.getElementById("say-this").parentElement.nextElementSibling.children]
    const blanks = sentences.map((sentence) => sentence.textContent)
    let nights = []
    // The night that is being changed, and what this browser kept when it was last asked.
    let old
    let seen
    // Whether something would be lost with the page.
    let loose

    const button = (textContent, onclick, type = "button") => make("button", { type, textContent, onclick })
    const status = make("p", {})
    status.setAttribute("role", "status")
    const say = (words) => {
      status.textContent = words
    }
    const fields = KINDS.map(([, , type]) => (type ? make("input", { type }) : make("textarea", { rows: 1 })))
    const add = button("", null, "submit")
    const mark = (wrong) => fields.forEach((field, at) => field.setAttribute("aria-invalid", at === wrong))
    const fill = (cells, words, key) => {
      cells.forEach((text, at) => {
        fields[at].value = text
      })
      mark()
      add.textContent = words
      old = key
      // What was done is told above the first field.
      if (tool.parentNode) {
        first.focus({ preventScroll: true })
        tool.scrollIntoView()
      }
    }
    // Sweden writes a day as a field for days wants it.
    const empty = () => fill([new Date().toLocaleDateString("sv"), "", "", "", "", "", ""], "Add this night")
    const box = make("input", { type: "checkbox" })
    const areas = [...document.querySelectorAll(".fc-sheet__lines")].map((lines) => {
      const area = make("textarea", { rows: 4, maxLength: LETTERS })
      area.setAttribute("aria-labelledby", lines.previousElementSibling.firstElementChild.id)
      area.oninput = () => changed("")
      lines.append(area)
      return area
    })
    const texts = () => areas.map((area) => area.value)

    const nightOf = (cells, where = "") => {
      const all = [].concat(cells)
      if (all.length !== 7) refuse(`${where}has ${all.length} fields, 7 are needed.`)
      return all.map((cell, at) => {
        const [form, words] = KINDS[at]
        const text = typeof cell === "number" ? String(cell) : cell
        if (typeof text !== "string" || !form.test(text) || (!at && !isDay(text)))
          refuse(`${where}${names[at].split(",")[0]} is ${JSON.stringify(cell).slice(0, 20)}, not ${words}.`, at)
        return text
      })
    }
    const read = (file) => {
      if (file.length > 1e6) refuse("It is larger than 1 MB.")
      // What marks a file as UTF-8 is a blank too.
      const text = file.trimStart()
      if (text[0] !== "{") {
        const [head, ...lines] = linesOf(text.replace(/\r\n?/g, "\n"))
        if (String(head) !== String(names)) refuse("This is no cramp diary.")
        return [lines.map((line, at) => nightOf(line.map(unquoted), `Line ${at + 2}: `)), "", ""]
      }
      let data
      try {
        data = JSON.parse(text)
      } catch {
        refuse("This is no cramp diary, or it is cut short.")
      }
      const { diary, nights, medicines, questions } = data
      if (diary !== 1 || !Array.isArray(nights) || typeof medicines + typeof questions !== "stringstring")
        refuse("This is no cramp diary.")
      return [nights.map((cells, at) => nightOf(cells, `Night ${at + 1}: `)), medicines, questions]
    }
    const json = () => {
      const [medicines, questions] = texts()
      return JSON.stringify({ diary: 1, nights, medicines, questions }, null, 1)
    }
    const csv = () => "\ufeff" + [names, ...nights].map((cells) => cells.map(quoted) + "\r\n").join("")

    const put = ([all, ...others]) => {
      const once = [...new Set(all.map(keyOf))].sort().map((key) => JSON.parse(key))
      if (once.length > NIGHTS) refuse(`${once.length} nights are too many, ${NIGHTS} the most.`)
      if (others.some((text) => text.length > LETTERS)) refuse(`A text would be over ${LETTERS} letters.`)
      nights = once
      areas.forEach((area, at) => {
        area.value = others[at]
      })
      show()
    }
    const merge = ([more, ...others]) =>
      put([
        [...nights, ...more],
        ...texts().map((text, at) => {
          const other = others[at]
          return text.includes(other) ? text : other.includes(text) ? other : `${text}\n${other}`
        }),
      ])
    const replace = (key, ...others) =>
      put([[...nights.filter((night) => keyOf(night) !== key), ...others], ...texts()])
    // What this browser keeps, perhaps from another tab. What this one could not keep is not to be lost.
    const catchUp = (there) => {
      if (!there || there === seen) return
      const data = read(there)
      ;(json() === seen ? put : merge)(data)
      seen = there
    }
    const keep = () => {
      if (!box.checked) return
      try {
        catchUp(localStorage.getItem(KEY))
        const text = json()
        localStorage.setItem(KEY, text)
        seen = text
        loose = false
      } catch {
        box.checked = seen
        say(UNKEPT)
      }
    }
    const forget = () => {
      box.checked = seen = ""
      loose = true
      try {
        localStorage.removeItem(KEY)
      } catch (reason) {
        console.info(reason.message)
      }
    }
    const changed = (words) => {
      say(words)
      tell()
      loose = true
      keep()
    }
    const take = (file) => {
      const before = nights.length
      merge(read(file))
      changed(`Nights added: ${nights.length - before}.`)
    }

    const chart = shape("svg", {})
    chart.setAttribute("role", "img")
    const caption = make("figcaption", {})
    // A figure: what a reader shares of a section leaves it out.
    const figure = make("figure", { className: "fc-diary__nights" }, table, chart, caption)

    const rowOf = (night, at) => {
      const day = dayOf(night[0])
      const cells = night.map((text, column) => {
        const cell = make(column ? "td" : "th", {}, column ? text : day)
        cell.dataset.column = names[column]
        return cell
      })
      cells[0].scope = "row"
      const key = keyOf(night)
      const change = button("Change", () => fill(night, "Save the change", key))
      const out = button("Take out", () => {
        if (out.textContent === "Take out") return name(out, "Yes, take out")
        replace(key)
        changed("Taken out.")
        const left = [...body.querySelectorAll("button")].slice(0, at * 2 + 2)
        ;(left.pop() || first).focus()
      })
      const name = (pressed, words) => {
        pressed.textContent = words
        pressed.setAttribute("aria-label", `${words}: ${day} ${night[1]}`)
      }
      name(change, "Change")
      name(out, "Take out")
      return make("tr", {}, ...cells, make("td", {}, change, out))
    }
    const show = () => {
      sheet.hidden = nights.length
      figure.hidden = !nights.length
      body.textContent = chart.textContent = ""
      body.append(...nights.map(rowOf))

      const worst = {}
      for (const [night, , , , pain] of nights) if (pain) worst[night] = Math.max(worst[night] || 0, pain)
      const told = Object.entries(worst)
        .slice(-14)
        .map(([night, pain], at) => {
          const top = 95 - pain * 7.5
          const x = at * 7 + 1
          chart.append(
            shape("rect", { x: x + "%", y: top + "%", width: "5%", height: 100 - top + "%" }),
            shape("text", { x: x + 2.5 + "%", y: top - 3 + "%" }, pain),
          )
          return `${dayOf(night)}: ${pain}`
        })
      chart.setAttribute("aria-label", `${PAIN}: ${told.join("; ")}`)
      tell()
    }
    // The sentences to show, and the newest nights that one side of paper has room for beside them.
    const tell = () => {
      const all = nights.length
      const minutes = nights.map((night) => Number(night[3])).filter(Boolean)
      const dates = nights.map((night) => new Date(night[0]))
      const listed = (lines) => lines.filter((line) => line.trim()).join("; ")
      const words = [
        all,
        all && 1 + (dates[all - 1] - dates[0]) / 864e5,
        minutes.sort((a, b) => a - b)[minutes.length >> 1],
        listed(areas[0].value.split("\n")),
        listed([...new Set(nights.map((night) => night[5]))].slice(-6)),
      ]
      sentences.forEach((sentence, at) => {
        sentence.textContent = blanks[at].replace(/_+( \w+)?/g, (blank, noun = "") => {
          const word = words.shift()
          return word ? word + noun.slice(0, word === 1 ? -1 : undefined) : blank
        })
      })
      for (const area of areas) area.parentElement.dataset.text = area.value

      const beside = [...texts(), ...sentences.map((sentence) => sentence.textContent)].join("\n")
      let room = 38 - beside.split("\n").length - beside.length / 100
      let shown = 0
      for (let at = all; at--;) {
        room -= 0.2 + 0.8 * Math.ceil(Math.max(...nights[at].map((text) => text.length)) / 22)
        const fits = room > 0 || !shown
        shown += fits
        body.rows[at].className = fits ? "" : "fc-diary__older"
      }
      caption.textContent = shown < all ? `${PAIN}. On paper: the newest ${shown} of ${all} cramps.` : PAIN
    }

    // What a field cannot read, such as half a time, the browser itself refuses.
    const form = make(
      "form",
      { autocomplete: "off" },
      make("div", { className: "fc-diary__fields" }, ...fields.map((field, at) => make("label", {}, names[at], field))),
      add,
    )
    form.onsubmit = (event) => {
      event.preventDefault()
      try {
        const night = nightOf(fields.map((field) => field.value.trim()))
        if (!night[1] && !night.slice(2).join("")) refuse("Write more than the day.", 1)
        replace(old, night)
        changed(`${old ? "Changed" : "Added"}: ${dayOf(night[0])}.`)
        empty()
      } catch (reason) {
        say(reason.message)
        mark(reason.at)
        ;(fields[reason.at] || first).focus()
      }
    }

    const save = (text, type, ending) => {
      const download = "foot-cramp-diary." + ending
      const href = URL.createObjectURL(new Blob([text], { type }))
      make("a", { href, download }).click()
      setTimeout(() => URL.revokeObjectURL(href), 10000)
      say(`Saved: ${download}.`)
    }
    const picker = make("input", { type: "file", accept: ".json,.csv", hidden: true })
    picker.onchange = async () => {
      try {
        // No more than shows that it is too large.
        take(await picker.files[0].slice(0, 4e6).text())
      } catch (reason) {
        say("Nothing was changed. " + reason.message)
      }
      picker.value = ""
    }
    box.onchange = () => {
      if (box.checked) changed("Kept on this device.")
      else {
        say("Not kept now.")
        forget()
      }
    }
    const ask = (asking) => {
      sure.hidden = !asking
      erase.hidden = asking
      ;(asking ? no : erase).focus()
    }
    const erase = button("Erase everything", () => ask(true))
    const no = button("No", () => ask(false))
    const yes = button("Yes", () => {
      put([[], "", ""])
      empty()
      say("All erased.")
      forget()
      ask(false)
    })
    const sure = make("span", { hidden: true }, "Erase all? ", yes, no)
    const tool = make(
      "section",
      { className: "fc-diary" },
      status,
      form,
      make("label", {}, box, "Keep it on this device. Else it goes when you leave this page."),
      make(
        "p",
        {},
        button("Save to a file", () => {
          save(json(), "application/json", "json")
          loose = false
        }),
        button("Nights for a spreadsheet", () => save(csv(), "text/csv", "csv")),
        button("Open a saved file", () => picker.click()),
        button("Print the summary", () => print()),
        erase,
        sure,
        picker,
      ),
    )
    tool.setAttribute("aria-label", link.textContent)

    addEventListener("storage", ({ key, newValue }) => {
      if (!box.checked || (key && key !== KEY)) return
      try {
        if (newValue) catchUp(newValue)
        else box.checked = seen = ""
        say(`Another tab ${seen ? "changed this diary" : "keeps it no longer"}.`)
      } catch (reason) {
        say(reason.message)
      }
    })

    first = fields[0]
    try {
      catchUp(localStorage.getItem(KEY))
      box.checked = seen
    } catch {
      say(UNKEPT)
    }
    addEventListener("beforeunload", (event) => {
      if (loose && nights.length) event.preventDefault()
    })
    show()
    sheet.before(figure)
    empty()
    link.closest(".fc-screen").after(tool)
    Object.assign(window["fc-diary"], { take, json, csv })
  }

  // What was kept comes back by itself, and quietly.
  return async (link, root, alone, quiet) => {
    await dressed()
    if (!first) build(link)
    if (!quiet) first.focus()
  }
})()
