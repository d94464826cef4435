// From the words that were typed to the sections that hold them, the best first. `guide` holds every section, lunr an
// index of their words. What a question finds is decided here alone, by the same weights for all.
const find = (() => {
  // What is pasted is read up to here. To look for slips of the finger in a word of hundreds of letters costs seconds
  // and all the memory of a phone, and no word of the guide is longer than this.
  const LETTERS = 300
  const WORDS = 24
  const LONGEST = 24
  // How much it tells that a section holds a word: by where the word stands, ...
  const FIELDS = { heading: 1, words: 0.6, page: 0.6, text: 0.35 }
  const ELSEWHERE_TOO = 0.15
  // ... by whether it is the word itself, its beginning or nearly it, or the other number of it, ...
  const BEGUN = 0.8
  const SLIP = 0.6
  const OTHER_NUMBER = 0.5
  // ... by whether the question holds the whole of a heading or of an entry of the search words, ...
  const WHOLE = 0.7
  // ... by how much the page is to lead, ...
  const LEAD = 0.4
  // ... and by whether it is one of the words that ask, which only decide between sections that are alike.
  const ASKING = 0.2

  const bare = (text) => text.replace(/['’]/g, "")
  const OTHER_FORMS = [
    ["calves", "calf"],
    ["children", "child"],
    ["kid", "child"],
    ["kids", "child"],
    ["pregnant", "pregnancy"],
    ["can't", "cannot"],
    ["doesn't", "not"],
    ["isn't", "not"],
    ["won't", "not"],
  ]
  const SAME = new Map(OTHER_FORMS.map(([form, word]) => [bare(form), word]))
  // One cold foot is a sign of danger, cold feet are not: they stay two words, and each finds the other a little.
  const NUMBERS = new Map([
    ["feet", "foot"],
    ["foot", "feet"],
  ])
  // British spelling becomes American: ischaemia, colour, paralysed, centre.
  const SPELLINGS = [
    [/[ao]e(?!s?$|d$)/, "e"],
    [/^([a-z]{2,}o)ur/, "$1r"],
    [/([iy])s(?=(e|ed|es|ing)$)/, "$1z"],
    [/([bt])re(?=s?$)/, "$1er"],
  ]

  const spelled = (word) =>
    SAME.get(word) || SPELLINGS.reduce((text, [british, american]) => text.replace(british, american), word)
  // Each word in small letters, without accents, apostrophes and marks of direction; “B 12” and “B-12” are “b12”.
  const wordsOf = (text) => {
    const plain = bare(text.toLowerCase().normalize("NFKD")).replace(/[\p{M}\p{Cf}]/gu, "")
    return (plain.replace(/\b([bdk])[ -](?=\d)/g, "$1").match(/[\p{L}\p{N}]+/gu) || []).map(spelled)
  }
  const SMALL = new Set(
    wordsOf(
      "a about all also am an and any anyone are as at be because been but by can could did do does doing done for " +
        "from get gets getting give got had has have having he her hers him his how I I'd I'll I'm in into is it its " +
        "I've just keep keeps kind know left like make makes may me might mine must my need of on only or our out " +
        "please really right s she should side so some something t than that the their them then there these they " +
        "thing things this those to too us very want was we were what what's when where which while who whom whose why " +
        "will with would you your",
    ),
  )
  // The words that tell what a text is about; if there are none, all of its words.
  const telling = (words) => {
    const all = words.filter((word) => !SMALL.has(word))
    return all.length ? all : words
  }

  const index = lunr(function () {
    this.tokenizer = (text) => wordsOf(String(text)).map((word) => new lunr.Token(word))
    this.pipeline.reset()
    this.pipeline.add(lunr.stemmer)
    this.ref("at")
    for (const field in FIELDS) this.field(field)
    guide.sections.forEach(([page, , heading, summary, words, more], at) =>
      this.add({ at, heading, words, page: guide.pages[page][1], text: summary + " " + more }),
    )
  })
  const phrases = guide.sections.map(([, , heading, , words]) =>
    [heading, ...words.split(",")]
      .map((phrase) => telling(wordsOf(phrase)).map((word) => String(lunr.stemmer(new lunr.Token(word)))))
      .filter((stems) => stems.length),
  )

  // The word itself, else words that begin with it, else those that are a slip of the finger or two away.
  const look = (word) => {
    const ask = (how) => index.query((query) => query.term(word, how))
    const whole = ask({})
    if (whole.length) return [1, whole]
    const begun = ask({ wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false })
    if (begun.length || word.length < 4) return [BEGUN, begun]
    return [SLIP, ask({ editDistance: word.length > 5 ? 2 : 1, usePipeline: false })]
  }
  // With each key that is pressed, the words before it are asked for again.
  const known = new Map()
  const sectionsWith = (word) => known.get(word) || known.set(word, look(word)).get(word)

  return (text) => {
    const all = [...new Set(wordsOf(text.slice(0, LETTERS)))].filter((word) => word.length <= LONGEST).slice(0, WORDS)
    const asked = telling(all)
    const scores = new Map()
    const weights = new Map()
    const add = (at, score) => scores.set(at, (scores.get(at) || 0) + score)

    const count = (word, share, fields = FIELDS) => {
      const [trust, found] = sectionsWith(word)
      // A word that few sections hold tells more than one that most of them hold.
      const weight = share * trust * Math.log(1 + guide.sections.length / (found.length || 1))
      for (const { ref, matchData } of found) {
        const stems = Object.entries(matchData.metadata)
        const places = new Set(stems.flatMap(([, places]) => Object.keys(places)))
        const worth = Object.keys(fields)
          .filter((field) => places.has(field))
          .map((field) => fields[field])
        if (!worth.length) continue
        const best = Math.max(...worth)
        add(Number(ref), weight * (best + ELSEWHERE_TOO * (worth.reduce((sum, each) => sum + each) - best)))
        if (share === 1) for (const [stem] of stems) weights.set(stem, Math.max(weight, weights.get(stem) || 0))
      }
    }
    for (const word of all) {
      if (!asked.includes(word)) count(word, ASKING, { heading: FIELDS.heading, words: FIELDS.words })
      else count(word, 1)
      if (NUMBERS.has(word)) count(NUMBERS.get(word), OTHER_NUMBER)
    }
    phrases.forEach((ofSection, at) => {
      const met = new Set(ofSection.filter((stems) => stems.every((stem) => weights.has(stem))).flat())
      if (met.size) add(at, WHOLE * [...met].reduce((sum, stem) => sum + weights.get(stem), 0))
    })

    const lead = (at) => guide.pages[guide.sections[at][0]][2] ** LEAD
    return [...scores]
      .map(([at, score]) => [at, score * lead(at)])
      .sort(([a, x], [b, y]) => y - x || a - b)
      .map(([at]) => guide.sections[at])
  }
})()
