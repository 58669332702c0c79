import { describe, expect, test } from 'vitest'
import { foldName, suggestRole } from '../../../../src/core/guideline/index.js'

const kind = (name: string): string => {
  const role = suggestRole(name)?.role
  if (role === undefined) return 'nothing'
  return role.is === 'organ' && role.blocks ? 'blocks' : role.is
}

describe('roles by name', () => {
  test.each<[string, readonly string[]]>([
    [
      'target',
      ['rGTV', 'GTV', 'GTVp', 'GTV-1', 'GTVp2', 'gtv_mass', 'rGTV_MR', 'TumorBed', 'Tumor Bed', 'TUMOUR_BED', 'Bed'],
    ],
    [
      'blocks',
      [
        'Brainstem',
        'BrainStem',
        'BRAIN STEM',
        'SpinalCord',
        'Spinal-Cord',
        'spinal cord',
        'OpticNrv_L',
        'OpticNerve_R',
        'Optic Nerve Lt',
        'OpticChiasm',
        'Chiasm',
        'Brain',
        'Lobe_Temporal_L',
        'TemporalLobe_R',
        'Lt Temporal Lobe',
        'Hippocampus_L',
      ],
    ],
    [
      'organ',
      [
        'Parotid_L',
        'Rt Parotid',
        'parotid gland left',
        'Glnd_Submand_R',
        'Eye_L',
        'Lens_R',
        'Cochlea_L',
        'Pituitary',
        'Mandible',
        'Bone_Mandible',
        'Joint_TM_L',
        'Glnd_Lacrimal_L',
      ],
    ],
    [
      'keep-and-warn',
      ['A_Carotid_L', 'A_Carotid_R', 'Carotid_L', 'CarotidArtery_R', 'ICA_L', 'Internal Carotid Artery R'],
    ],
    ['barrier', ['Dura', 'Bone_Clivus', 'Bone_Sphenoid', 'Clivus', 'SkullBase', 'Cartilage_Thyroid', 'Cartilage']],
    ['body', ['BODY', 'Body', 'External', 'EXTERNAL', 'Skin', 'Body Outline']],
    [
      'nothing',
      [
        'SpinalCord_PRV05',
        'Brainstem_PRV',
        'zBrain',
        '_Ring',
        'z_Opt',
        'Brain-PTV',
        'Brain-GTV',
        'Tumor Bed Block',
        'GTV_Edema',
        'GTVn',
        'PTV',
        'CTV',
        'Lung_L',
        'Couch',
        'Bodycheck',
        'BoneMarrow',
        'Bone_Marrow',
        'Larynx',
        '',
        '---',
        'Brainwash',
        'Bone1x PRV',
      ],
    ],
  ])('%s', (expected, names) => {
    expect(names.map((n) => `${n}: ${kind(n)}`)).toEqual(names.map((n) => `${n}: ${expected}`))
  })

  test('names fold without case, blanks, punctuation and width', () => {
    expect(foldName('Spinal-Cord ')).toBe('spinalcord')
    expect(foldName('ＧＴＶ－１')).toBe('gtv1')
    expect(foldName('脑干')).toBe('脑干')
    expect(foldName(' _-:. ')).toBe('')
  })
})
