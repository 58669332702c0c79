// Counts what a test run really did: a project without a test, a test that did not run and an error outside a test are failures.

/** @typedef {{ passed: number, failed: number, firstMs: number, lastMs: number }} Tally */

export class HonestReporter {
  /** @type {Map<string, Tally>} */
  #projects = new Map()

  /** @type {string[]} one line a failure */
  problems = []

  /** @param {import('vitest/node').Vitest} vitest */
  onInit(vitest) {
    for (const project of vitest.projects) this.#tally(project.name)
  }

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleQueued(module) {
    const tally = this.#tally(module.project.name)
    tally.firstMs = Math.min(tally.firstMs, performance.now())
  }

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleEnd(module) {
    this.#tally(module.project.name).lastMs = performance.now()
  }

  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<{ message?: string }>} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    for (const module of modules) {
      const { name } = module.project
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') this.#tally(name).passed++
        else this.#fail(name, `${state}: ${module.relativeModuleId}: ${test.fullName}`)
      }
      const suites = [...module.children.allSuites()]
      for (const error of [module, ...suites].flatMap((part) => part.errors()))
        this.#fail(name, `${module.relativeModuleId}: ${firstLine(error.message)}`)
      if (module.state() !== 'passed' && module.state() !== 'failed')
        this.#fail(name, `${module.state()}: ${module.relativeModuleId}`)
    }
    for (const [name, tally] of this.#projects)
      if (tally.passed + tally.failed === 0) this.#fail(name, 'not a single test ran')
    for (const error of unhandled) this.#fail('outside any test', firstLine(error.message))
  }

  /** @returns {{ name: string, passed: number, failed: number, seconds: number }[]} one row a project, in the order they run */
  rows() {
    return [...this.#projects].map(([name, { passed, failed, firstMs, lastMs }]) => ({
      name,
      passed,
      failed,
      seconds: Math.max(0, lastMs - firstMs) / 1000,
    }))
  }

  /** @param {string} name */
  #tally(name) {
    const tally = this.#projects.get(name) ?? { passed: 0, failed: 0, firstMs: Infinity, lastMs: 0 }
    this.#projects.set(name, tally)
    return tally
  }

  /**
   * @param {string} name
   * @param {string} problem
   */
  #fail(name, problem) {
    this.#tally(name).failed++
    this.problems.push(`${name}: ${problem}`)
  }
}

/** @param {string | undefined} text */
const firstLine = (text) => String(text).split('\n', 1).join('')
