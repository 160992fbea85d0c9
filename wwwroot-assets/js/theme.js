// The reader's theme: light, dark, or as the device has it. Remembered in cookies, so that the server draws the first page right.
const device = matchMedia("(prefers-color-scheme: dark)");
let page = null;

function remember(name, value) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
}

function choice() {
  return document.documentElement.dataset.theme ?? "system";
}

function isDark() {
  return choice() === "dark" || (choice() === "system" && device.matches);
}

function deviceChanged() {
  remember("theme-system", device.matches ? "dark" : "light");
  page?.invokeMethodAsync("DarkChanged", isDark());
}

export function watch(dotnet) {
  page = dotnet;
  device.addEventListener("change", deviceChanged);
  remember("theme-system", device.matches ? "dark" : "light");
  return isDark();
}

export function choose(theme) {
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
  return isDark();
}

export function forget() {
  page = null;
  device.removeEventListener("change", deviceChanged);
}
