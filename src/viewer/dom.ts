const SVG = 'http://www.w3.org/2000/svg'

/** An HTML element with a class, in its parent. */
export const add = <K extends keyof HTMLElementTagNameMap>(
  parent: Element,
  tag: K,
  className: string,
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  element.className = className
  parent.append(element)
  return element
}

/** An SVG element with attributes, in its parent. */
export const addSvg = <K extends keyof SVGElementTagNameMap>(
  parent: Element,
  tag: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] => {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  parent.append(element)
  return element
}

/** Sets an attribute where it differs; writing the same value would still cost a style pass. */
export const setAttribute = (element: Element, name: string, value: string): void => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

/** Sets an element's words where they differ. */
export const setText = (element: HTMLElement, value: string): void => {
  if (element.textContent !== value) element.textContent = value
}
