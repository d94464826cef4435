// A reader who came for a part that has left this page is shown it where it is now.
{
  const moved = document.querySelector(".fc-moved:target a")
  if (moved) location.replace(moved.href)
}
