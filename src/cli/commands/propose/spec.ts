import { CASE_WORDS, JSON_WORD } from '../../args/common.js'
import type { CommandSpec } from '../../args/spec.js'

export const PROPOSE: CommandSpec = {
  name: 'propose',
  summary: 'Proposes a CTV: target + margin, minus air, barriers and organs; writes an RTSTRUCT.',
  about:
    'Expands the target (gross tumour and tumour bed) by 5 mm, the margin of the consensus (doi 10.1016/j.ijrobp.2024.07.2143), ' +
    'and takes away air, natural barriers and organs at risk. ROIs known by name (TG-263) have their role by default; words given here override it ROI by ROI. ' +
    'ROI names match exactly, else without case, blanks and punctuation; FILE::NAME and #NUMBER are exact. ' +
    'A word shown with "..." may be given several times or take several values.',
  positionals: [],
  options: [
    { word: '--image', takes: 'many', value: 'DIR', help: 'The planning CT: its folder or files.' },
    ...CASE_WORDS,
    {
      word: '--series',
      takes: 'one',
      value: 'UID',
      help: 'Which series is the planning image, where --image holds several.',
    },
    { word: '--target', takes: 'many', value: 'NAME', help: 'Gross tumour, tumour bed: the union is the target.' },
    { word: '--margin', takes: 'one', value: 'MM', help: 'Margin on all sides, 0 to 30 mm; 5.' },
    {
      word: '--margin-lrapsi',
      takes: 'one',
      value: 'L,R,A,P,S,I',
      help: 'Six margins: left, right, anterior, posterior, superior, inferior; nothing blocks then.',
    },
    {
      word: '--concern',
      takes: 'many',
      value: 'NAME:MM',
      help: 'Area of concern: the part of the target inside NAME gets MM.',
    },
    { word: '--exclude', takes: 'many', value: 'NAME[:MM]', help: 'Subtracts an organ, with its own margin.' },
    {
      word: '--block',
      takes: 'many',
      value: 'NAME[:MM]',
      help: 'Subtracts it, and tissue behind it is reached only round it.',
    },
    {
      word: '--barrier',
      takes: 'many',
      value: 'NAME',
      help: 'The same for a natural barrier (dura, cartilage, bone drawn as ROI).',
    },
    {
      word: '--bone-above',
      takes: 'one',
      value: 'HU',
      help: 'Finds bone by CT number, as a barrier; off by default, 400 is usual.',
    },
    { word: '--air-below', takes: 'one', value: 'HU', help: 'Air is below this CT number; -465.' },
    { word: '--no-air', takes: 'flag', help: 'No air rule; needed where the image is not CT.' },
    { word: '--air-blocks', takes: 'flag', help: 'Air blocks too: for an airway that was there before the operation.' },
    { word: '--body', takes: 'one', value: 'NAME[:MM]', help: 'The CTV stays inside this outline, pulled in by MM.' },
    {
      word: '--cut-target',
      takes: 'many',
      value: 'NAME',
      help: 'This organ or barrier cuts the target too, instead of leaving it whole.',
    },
    { word: '--no-defaults', takes: 'flag', help: 'No role by name: only what is said here or in the protocol.' },
    {
      word: '--protocol',
      takes: 'one',
      value: 'FILE.json',
      help: 'Targets, margins and roles from a file (docs/json.md); words given here come first.',
    },
    {
      word: '--edits',
      takes: 'one',
      value: 'FILE.json',
      help: 'Edits by hand, replayed over the CTV: a recipe, or the list "edits" of one (docs/json.md).',
    },
    {
      word: '--accept',
      takes: 'many',
      value: 'CODE',
      help: 'Marks a finding that asks for a decision as accepted; the recipe says so.',
    },
    { word: '--ptv', takes: 'one', value: 'MM', help: 'Adds a PTV: the CTV grown by MM.' },
    { word: '--holes', takes: 'one', value: 'keyhole|nested', help: 'How holes are written; keyhole.' },
    {
      word: '--date',
      takes: 'one',
      value: 'ISO',
      help: 'The time the file states; else SOURCE_DATE_EPOCH, else the clock. Same date, same bytes.',
    },
    { word: '--name', takes: 'one', value: 'NAME', help: 'Name of the CTV, at most 16 characters; CTV_PROPOSED.' },
    { word: '--only-ctv', takes: 'flag', help: 'Leaves the original ROIs out.' },
    {
      word: '--out',
      takes: 'one',
      value: 'OUT.dcm',
      help: 'Where the RTSTRUCT goes: written whole or not at all, never over an input.',
    },
    {
      word: '--report',
      takes: 'one',
      value: 'OUT.json|OUT.html',
      help: 'The figures, findings and recipe as JSON or as one page.',
    },
    {
      word: '--card',
      takes: 'one',
      value: 'OUT.txt',
      help: 'The import card: volume, centroid, extent and loops a slice, to compare after the import.',
    },
    JSON_WORD,
  ],
  examples: [
    'postop-ctv propose --image CT --structures RS-CT.dcm --target rGTV TumorBed --out CTV.dcm --report CTV.html',
    'postop-ctv propose --image CT --structures RS-MR.dcm --registration REG.dcm --target rGTV --out CTV.dcm',
    'postop-ctv propose --image CT --structures RS.dcm --target Bed --concern Close_L:8 --block Chiasm:1 --out CTV.dcm',
  ],
}
