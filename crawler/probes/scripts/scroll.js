screen => {
  // Whether there is more of the page there.
  const before = scrollY;
  scrollTo({top: screen * innerHeight, behavior: 'instant'});
  return scrollY > before;
}
