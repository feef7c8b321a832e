// Tells how long bids are still taken. The service's clock decides, so this one starts from the service's time.
const left = document.querySelector("#left");
const sent = Date.parse(left.dataset.now);
const closes = Date.parse(left.dataset.closes);
const words = { day: 86400, hour: 3600, minute: 60, second: 1 };

function remaining() {
  let seconds = Math.max(0, Math.floor((closes - now()) / 1000));
  if (!seconds) return "The deadline has passed";
  const counted = Object.entries(words).map(([word, size]) => {
    const number = Math.floor(seconds / size);
    seconds %= size;
    return number && `${number} ${word}${number === 1 ? "" : "s"}`;
  });
  return `${counted
    .filter(Boolean)
    .slice(0, counted[0] ? 3 : 4)
    .join(", ")} left`;
}

function tick() {
  left.textContent = remaining();
  if (now() < closes) setTimeout(tick, 1000 - (now() % 1000));
}

/** The service's time in milliseconds: when the page was sent, and what this browser's steady clock counted since. */
export const now = () => sent + performance.now();

tick();
