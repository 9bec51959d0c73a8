/**
 * A formula as a picture: the elements that KaTeX made, with the rules and fonts that they use, inside an SVG; the
 * PNG is that SVG drawn at twice its size.
 */
const MARGIN = 12;
const SCALE = 2;

export async function svgOf(element: HTMLElement): Promise<string> {
  const { width, height } = element.getBoundingClientRect();
  const [w, h] = [Math.ceil(width) + 2 * MARGIN, Math.ceil(height) + 2 * MARGIN];
  const body = document.createElement("div");
  body.setAttribute("class", "derivation");
  body.style.margin = `${MARGIN}px`;
  body.style.fontSize = getComputedStyle(element).fontSize;
  body.style.color = "#000";
  const copy = element.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll(".katex-mathml")) hidden.remove();
  body.append(copy);
  const style = document.createElement("style");
  style.textContent = await rulesFor(element);
  body.prepend(style);
  const inside = new XMLSerializer().serializeToString(body);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">` +
    `<rect width="100%" height="100%" fill="#fff"/>` +
    `<foreignObject width="100%" height="100%">${inside}</foreignObject></svg>`
  );
}

export async function pngOf(element: HTMLElement): Promise<Blob | undefined> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svgOf(element))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png"));
}

/** KaTeX's rules, and its fonts as far as the page has loaded them, as text. */
async function rulesFor(element: HTMLElement): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const own = rules.filter((rule) => rule instanceof CSSStyleRule && rule.selectorText.includes("katex"));
  const used = new Set([element, ...element.querySelectorAll("*")].map((e) => faceOf(getComputedStyle(e))));
  const faces = rules.filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule);
  const embedded = await Promise.all(
    faces.filter(({ style }) => used.has(faceOf(style as unknown as CSSStyleDeclaration))).map(withFont),
  );
  return [...embedded, ...own.map((rule) => rule.cssText)].join("\n");
}

const faceOf = (style: CSSStyleDeclaration): string => {
  const weight = style.getPropertyValue("font-weight");
  const isBold = weight === "bold" || Number(weight) >= 600;
  const [family = ""] = style.getPropertyValue("font-family").split(",");
  return `${family.replace(/["']/g, "").trim()} ${isBold} ${style.getPropertyValue("font-style")}`;
};

/** The font in the rule itself: a picture can't load anything. */
async function withFont(rule: CSSFontFaceRule): Promise<string> {
  const [, address = ""] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src")) ?? [];
  const base = rule.parentStyleSheet?.href ?? location.href;
  const bytes = new Uint8Array(await (await fetch(new URL(address, base))).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return rule.cssText.replace(/url\([^)]*\)/, `url(data:font/woff2;base64,${btoa(binary)})`);
}
