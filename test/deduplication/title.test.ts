// Is what databases hang on a title told apart from the title, and are two titles compared as a reader would?
import { describe, expect, it } from 'vitest';
import { compareTitles, readTitle, type Likeness } from '../../main/deduplication/title.ts';

describe('what belongs to the title', () => {
  const plain = readTitle('Honey for burns in rural clinics').key;
  it.each([
    'HONEY FOR BURNS IN RURAL CLINICS.',
    '[Honey for burns in rural clinics]',
    '[Honey for burns in rural clinics]. [Polish]',
    'Honey for burns in rural clinics. [Polish, English]',
    'Honey for burns in rural clinics. [Review] [41 refs]',
    'Honey for burns in rural clinics (Structured abstract)',
    'Honey for burns in rural clinics [see comment]',
    'Honey for burns in rural clinics.[Erratum appears in Burns Lett. 2011 Mar;26(2):244 Note: Kowal, Ewa [corrected to Kowall]]',
    'Honey for burns in rural clinics. [Erratum appears in Burns Lett. 2011',
    'Honey for burns [corrected] in rural clinics',
    'RETRACTED: Honey for burns in rural clinics',
    'WITHDRAWN ARTICLE: Honey for burns in rural clinics',
    '"Honey for burns in rural clinics"',
  ])('%s', (raw) => {
    const title = readTitle(raw);
    expect(title.key).toBe(plain);
    expect(title.mark).toBeUndefined();
  });

  it.each([
    ['Erratum: Honey for burns in rural clinics', 'notice'],
    ['Corrigendum to "Honey for burns in rural clinics" [Burns Letters 4 (2010) 1-9]', 'notice'],
    ['Honey for burns in rural clinics (vol 4, pg 1, 2010)', 'notice'],
    ['Honey for burns in rural clinics (Retraction of vol 4, pg 1, 2010)', 'notice'],
    ['Honey for burns in rural clinics. [Retraction of: Burns Lett. 2010;4(1):1-9]', 'notice'],
    ['Author Correction: Honey for burns in rural clinics', 'notice'],
    ['Retraction notice to: Honey for burns in rural clinics', 'notice'],
    ['Expression of concern: Honey for burns in rural clinics', 'notice'],
    ['Reply to: Honey for burns in rural clinics', 'reply'],
    ['Re: Honey for burns in rural clinics', 'reply'],
    ["Honey for burns in rural clinics - Author's reply", 'reply'],
    ['Comment on: Honey for burns in rural clinics', 'reply'],
  ])('%s is a %s with the same core', (raw, mark) => {
    const title = readTitle(raw);
    expect(title.mark).toBe(mark);
    expect(title.key).toBe(plain);
  });

  it.each([
    'Correction of malocclusion in adolescents',
    'Response to antidepressants in older adults',
    'Retraction of the gingiva before impressions',
    'Fluoride uptake: dose-response in vitro',
    'Discussion groups for carers',
  ])('%s is an article', (raw) => {
    expect(readTitle(raw).mark).toBeUndefined();
  });

  it('knows columns and bare titles', () => {
    for (const raw of ['Editorial', 'Response.', "Editor's comments", 'Remarks on method - From the editor', 'Book reviews'])
      expect(readTitle(raw).generic, raw).toBe(true);
    for (const raw of ['Hypertension', 'Editorial policies of eye journals']) expect(readTitle(raw).generic, raw).toBe(false);
    expect(readTitle('Burns Letters', { journal: 'burnsletters' }).generic).toBe(true);
  });

  it('says of a retracted article and of a protocol that they are', () => {
    expect(readTitle('RETRACTED: Honey for burns').retracted).toBe(true);
    expect(readTitle('Honey for burns (Protocol)').protocol).toBe(true);
    expect(readTitle('UNKNOWN').key).toBe('');
  });
});

describe('likeness', () => {
  it.each<[string, string, Likeness, boolean]>([
    ['Ca(2+) influx and growth of yeast', 'Ca<sup>2+</sup> influx &amp; growth of yeast', 'near', false],
    ['Well-nourished toddlers in Malta', 'Well nourished toddlers in Malta', 'exact', false],
    ['Bleomycin for malignant effusions in breast cancer', 'Bleomycoin for malignant effusons in breast cancer', 'near', false],
    ['N?vel de atividade f?sica', 'Nível de atividade física', 'near', false],
    ['Neglect after stroke: a comparison of scales', 'Neglect after stroke', 'part', false],
    ['Effect of warm milk on sleep in nursing homes of the north', 'Effect of warm milk on sleep in nur', 'part', false],
    ['Miel para quemaduras en clínicas / Honey for burns in clinics', 'Honey for burns in clinics', 'near', false],
    ['Miel para quemaduras en clínicas [Honey for burns in clinics]', '[Honey for burns in clinics]', 'near', false],
    ['Thyme oil in vitro against yeast moulds', 'Thyme oil in vivo against yeast moulds', 'alike', true],
    ['Milk and mortality in men', 'Milk and mortality in women', 'alike', true],
    ['Bone and salt. Part I: dose', 'Bone and salt. Part II: dose', 'alike', true],
    ['Lumbar fusion: 6-month results of a trial', 'Lumbar fusion: 2-year results of a trial', 'alike', true],
    ['Taxol in gastric cancer: a phase II trial', 'Taxol in gastric cancer: a phase III trial', 'alike', true],
    ['Treatment of arterial hypertension in pregnancy', 'Treatment of arterial hypotension in pregnancy', 'alike', true],
    ['Symptomatic carotid stenosis in smokers', 'Asymptomatic carotid stenosis in smokers', 'alike', true],
    ['Foot ulcers in rural clinics', 'Migraine and chocolate among nurses', 'other', true],
    ['', 'Migraine and chocolate', 'missing', false],
  ])('%s | %s', (a, b, likeness, opposed) => {
    const match = compareTitles(readTitle(a), readTitle(b));
    expect([match.likeness, match.opposed]).toEqual([likeness, opposed]);
    const back = compareTitles(readTitle(b), readTitle(a));
    expect([back.likeness, back.opposed]).toEqual([likeness, opposed]);
  });
});
