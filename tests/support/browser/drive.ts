import type { Locator, Page } from 'playwright-core'

export type ViewName = 'axial' | 'sagittal' | 'coronal'
export const VIEWS: readonly ViewName[] = ['axial', 'sagittal', 'coronal']

/** An outline in a view as the page draws it. */
export type DrawnOutline = {
  /** Closed loops: right and down of each point in the view's own mm. */
  readonly loopsMm: readonly (readonly (readonly [number, number])[])[]
  /** Whether these are the file's own polygons or the cut of the solid. */
  readonly from: 'contour' | 'cut' | 'none'
  readonly dash: string
  readonly colour: string
}

/** The words of the one element, as they are seen. */
export const textOf = async (one: Locator): Promise<string> => {
  await one.waitFor()
  return (await one.allInnerTexts()).join('\n')
}

/** Everything that is being computed is there, and the views have drawn it. */
export const settle = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('.turning, .progress-card') === null)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.waitForTimeout(300)
}

export const openSample = async (page: Page): Promise<void> => {
  await page.getByText('Try the sample case').click()
  await page.waitForSelector('.stage')
  await settle(page)
}

/** Opens a folder by the folder picker, and waits until it is open or refused. */
export const openFolder = async (page: Page, folder: string): Promise<void> => {
  await page.setInputFiles('input[data-pick=folder]', folder)
  await page.waitForFunction(() => document.querySelector('.progress-card') === null)
  await page.waitForSelector('.stage, .notice.error')
  await settle(page)
}

/** Waits until every structure's solid is known: cuts can be drawn in all planes. */
export const solidsDone = async (page: Page, names: readonly string[]): Promise<void> => {
  for (const name of names)
    await page.waitForFunction((wanted) => {
      const group = document.querySelector(`.view.sagittal [data-name="${wanted}"]`)
      return group?.getAttribute('data-from') === 'cut'
    }, name)
}

export const propose = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  await upToDate(page)
}

export const upToDate = async (page: Page): Promise<void> => {
  await page.locator('.banner-state', { hasText: 'Up to date' }).waitFor()
  await settle(page)
}

/** Accepts a finding; initials are asked for once a page. */
export const accept = async (page: Page, code: string, initials = 'AB'): Promise<void> => {
  const finding = page.locator(`[data-finding="${code}"]`).first()
  await finding.getByRole('button', { name: /^Accept( as .+)?$/ }).click()
  const field = finding.getByLabel('Your initials')
  if ((await field.count()) === 0) return
  await field.fill(initials)
  await field.press('Enter')
}

export const stepTo = (page: Page, name: 'Case' | 'Roles' | 'Proposal' | 'Review' | 'Export'): Promise<void> =>
  page
    .locator('.rail')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()

/** Saves the structure set that the page writes. */
export const saveExport = async (page: Page, file: string): Promise<string> => {
  await stepTo(page, 'Export')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download RTSTRUCT' }).click()
  const download = await saving
  await download.saveAs(file)
  return download.suggestedFilename()
}

/** Centres the views on a structure. */
export const centreOn = async (page: Page, name: string): Promise<void> => {
  await page.locator('.structure-name', { hasText: name }).first().dblclick()
  await settle(page)
}

/** The CTV's volume as the page states it, in cm3. */
export const ctvCm3 = async (page: Page): Promise<number> => {
  const text = await textOf(page.locator('[data-volume=ctv]'))
  const found = /^(\d+\.\d+) cm³$/.exec(text)
  if (found === null) throw new Error(`The page says "${text}" where the volume belongs.`)
  return Number(found[1])
}

export const setMargin = async (page: Page, mm: string): Promise<void> => {
  const field = page.locator('.margin input')
  await field.fill(mm)
  await field.press('Enter')
}

/** What a view draws of a structure; null where it draws nothing of that name. */
export const drawnOutline = (page: Page, view: ViewName, name: string): Promise<DrawnOutline | null> =>
  page.evaluate(
    ([viewName, outlineName]) => {
      const group = document.querySelector(`.view.${viewName} [data-name="${outlineName}"]`)
      const line = group?.querySelector('.line')
      if (group === null || group === undefined || line === null || line === undefined) return null
      const loopsMm = (line.getAttribute('d') ?? '')
        .split('Z')
        .filter((part) => part !== '')
        .map((part) =>
          part
            .slice(1)
            .split('L')
            .map((point): readonly [number, number] => {
              const [x, y] = point.split(' ').map(Number)
              return [x ?? Number.NaN, y ?? Number.NaN]
            }),
        )
      return {
        loopsMm,
        from: group.getAttribute('data-from') as 'contour' | 'cut' | 'none',
        dash: line.getAttribute('stroke-dasharray') ?? '',
        colour: line.getAttribute('stroke') ?? '',
      }
    },
    [view, name] as const,
  )

/** The signed patient coordinate (LPS mm) that a view's slice lies at, from its own label, e.g. `S 2.0 mm`. */
export const sliceMm = async (page: Page, view: ViewName): Promise<number> => {
  const text = await textOf(page.locator(`.view.${view} .bottom-left b`))
  const found = /^([LRPASI]) (\d+\.\d) mm$/.exec(text)
  if (found === null) throw new Error(`The view says "${text}" where its position belongs.`)
  return (found[1] === 'R' || found[1] === 'A' || found[1] === 'I' ? -1 : 1) * Number(found[2])
}

/** Grey values (0 to 255) of a view's image at points of the view's own mm. */
export const greysAt = (
  page: Page,
  view: ViewName,
  pointsMm: readonly (readonly [number, number])[],
): Promise<readonly number[]> =>
  page.evaluate(
    ([viewName, points]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`.view.${viewName} canvas`)
      const outlines = document.querySelector<SVGGElement>(`.view.${viewName} .outlines`)
      const context = canvas?.getContext('2d')
      const toScreen = outlines?.getScreenCTM()
      if (!canvas || !context || !toScreen) throw new Error(`The ${viewName} view shows no image.`)
      const box = canvas.getBoundingClientRect()
      return points.map(([x, y]) => {
        const at = new DOMPoint(x, y).matrixTransform(toScreen)
        const px = Math.floor(((at.x - box.left) * canvas.width) / box.width)
        const py = Math.floor(((at.y - box.top) * canvas.height) / box.height)
        return context.getImageData(px, py, 1, 1).data[0] ?? 0
      })
    },
    [view, pointsMm] as const,
  )

/** All grey values of a view's image. */
export const greys = (
  page: Page,
  view: ViewName | 'surface',
): Promise<{ readonly width: number; readonly values: readonly number[] }> =>
  page.evaluate((viewName) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`.view.${viewName} canvas`)
    const context = canvas?.getContext('2d')
    if (!canvas || !context) throw new Error(`The ${viewName} view shows no image.`)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    return { width: canvas.width, values: Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] ?? 0) }
  }, view)
