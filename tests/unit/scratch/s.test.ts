import { test } from 'vitest'
import * as cf from '../../support/closed-forms/index.js'
import { acquire, phantomOf, isotropic, target } from '../../support/phantom/index.js'
import { proposePhantom, engine } from '../../support/propose.js'
test('s', async () => {
  const t0 = Date.now()
  await engine(); console.log('engine', Date.now() - t0)
  const shape = cf.sphere([3, -20, 40], 12)
  const p = phantomOf({ name: 'a', image: acquire(shape, { name: 'ct', sliceMm: 2.5, paddingMm: 25 }), parts: [{ name: 'GTV', shape, role: target } as never], margin: isotropic(5) })
  console.log('phantom', Date.now() - t0)
  const r = await proposePhantom(p)
  console.log('proposed', Date.now() - t0, r.volumes, r.achieved.minMm, r.achieved.meanMm, r.contours.length, 4/3*Math.PI*17**3/1000, r.findings)
}, 120000)
