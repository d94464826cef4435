// The page is there before its script is even asked for: on a weak connection the words come alone.
{
  const { script: src } = document.currentScript.dataset
  addEventListener("load", () =>
    requestAnimationFrame(() =>
      setTimeout(() => {
        document.body.append(Object.assign(document.createElement("script"), { src }))
      }),
    ),
  )
}
