// The contrast of words as the browser draws them: each text's colour over all the grounds under it, by WCAG 2.1. Words on the
// map have their own halo, and what is switched off need not be read.

export const words_too_weak = (page) =>
  page.evaluate(() => {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const seen = new Map();
    // Red, green, blue and how much of it covers, whichever way the browser writes the colour.
    const channels = (colour) => {
      if (!seen.has(colour)) {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
        seen.set(colour, [r, g, b, a / 255]);
      }
      return seen.get(colour);
    };
    const over = ([r, g, b, a], ground) => [r, g, b].map((channel, at) => channel * a + ground[at] * (1 - a));
    const light = (rgb) => {
      const [r, g, b] = rgb.map((channel) => channel / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const lineage = (element) => {
      const found = [];
      for (let one = element; one; one = one.parentElement) found.unshift(one);
      return found;
    };
    const weak = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !element.checkVisibility() || element.closest(".leaflet-pane, :disabled, option, script, noscript, .skip")) continue;
      const is_under_dialog = document.querySelector("dialog[open]") && !element.closest("dialog");
      if (is_under_dialog) continue;
      let ground = channels(getComputedStyle(document.body).backgroundColor).slice(0, 3);
      let opacity = 1;
      for (const one of lineage(element)) {
        const style = getComputedStyle(one);
        opacity *= Number(style.opacity);
        const [r, g, b, a] = channels(style.backgroundColor);
        ground = over([r, g, b, a * opacity], ground);
      }
      const style = getComputedStyle(element);
      const [r, g, b, a] = channels(element.namespaceURI.endsWith("svg") ? style.fill : style.color);
      const [high, low] = [light(over([r, g, b, a * opacity], ground)), light(ground)].sort((x, y) => y - x);
      const ratio = (high + 0.05) / (low + 0.05);
      const size = parseFloat(style.fontSize);
      const is_large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (is_large ? 3 : 4.5)) weak.push(`${ratio.toFixed(2)} “${node.data.trim().slice(0, 30)}” ${element.tagName.toLowerCase()}.${String(element.className?.baseVal ?? element.className)}`);
    }
    return [...new Set(weak)].slice(0, 12);
  });
