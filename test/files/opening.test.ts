// Is a file opened as what its bytes are: encodings, kinds, archives, workbooks?
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import yazl from 'yazl';
import { afterAll, describe, expect, it } from 'vitest';
import { byTables, crc32 } from '../../main/files/crc.ts';
import { openSource, openZip, writeAtomically, writeWorkbook } from '../../main/files/index.ts';
import { kindOf, looksBinary, webPage } from '../../main/files/kinds.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const textOf = async (path: string, encoding?: string): Promise<{ text: string; encoding: string; codes: string[] }> => {
  const source = await openSource(path, { encoding });
  let text = '';
  const [part] = source.parts;
  if (part === undefined) throw new Error('no part');
  for await (const chunk of part.text()) text += chunk;
  await source.close();
  return { text, encoding: part.encoding, codes: part.notices().map(({ code }) => code) };
};

/** Sentences in the languages of exports; signs that MacRoman and Windows-1252 both have, at different places. */
const western =
  'Die Prävalenz von Übergewicht bei Mädchen: größere Studie. Étude contrôlée à Genève, où l’été fut très chaud. El niño y la niñez en España. São Paulo, informação. “Quoted” – it’s 5 µg ± 2.';
const mac = (text: string): Buffer => {
  const decoder = new TextDecoder('macintosh');
  const table = new Map(Array.from({ length: 256 }, (_x, byte) => [decoder.decode(Uint8Array.of(byte), { stream: true }), byte]));
  return Buffer.from(Array.from(text).map((sign) => table.get(sign) ?? 63));
};
const cp1252 = (text: string): Buffer => {
  const decoder = new TextDecoder('windows-1252');
  const table = new Map(Array.from({ length: 256 }, (_x, byte) => [decoder.decode(Uint8Array.of(byte), { stream: true }), byte]));
  return Buffer.from(Array.from(text).map((sign) => table.get(sign) ?? 63));
};
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe('encodings', () => {
  const cases: readonly (readonly [name: string, bytes: Buffer, encoding: string])[] = [
    ['utf-8', Buffer.from(western), 'utf-8'],
    ['utf-8 with mark', Buffer.from(`\ufeff${western}`), 'utf-8-bom'],
    ['utf-8 with two marks', Buffer.from(`\ufeff\ufeff${western}`), 'utf-8-bom'],
    ['utf-16le with mark', Buffer.from(`\ufeff${western}`, 'utf16le'), 'utf-16le-bom'],
    ['utf-16be with mark', swapped(Buffer.from(`\ufeff${western}`, 'utf16le')), 'utf-16be-bom'],
    ['utf-16le without', Buffer.from(western, 'utf16le'), 'utf-16le'],
    ['utf-16be without', swapped(Buffer.from(western, 'utf16le')), 'utf-16be'],
    ['windows-1252', cp1252(western), 'windows-1252'],
    ['macintosh', mac(western), 'macintosh'],
  ];
  it.each(cases)('%s', async (name, bytes, encoding) => {
    const got = await textOf(put(`${name}.txt`, bytes));
    expect([got.encoding, got.text]).toEqual([encoding, western]);
  });
  it('tells Cyrillic and Japanese from Western bytes', async () => {
    const cyrillic = 'Влияние физической нагрузки на пациентов с астмой: рандомизированное исследование в трёх городах. '.repeat(3);
    const table = new Map(
      Array.from({ length: 256 }, (_x, byte) => [new TextDecoder('windows-1251').decode(Uint8Array.of(byte), { stream: true }), byte]),
    );
    expect(await textOf(put('cyrillic.txt', Buffer.from(Array.from(cyrillic).map((sign) => table.get(sign) ?? 63))))).toMatchObject({
      encoding: 'windows-1251',
      text: cyrillic,
    });
  });
  const inBytes = (text: string, label: string): Buffer => {
    const table = new Map(Array.from({ length: 256 }, (_x, byte) => [new TextDecoder(label).decode(Uint8Array.of(byte), { stream: true }), byte]));
    return Buffer.from(Array.from(text).map((sign) => table.get(sign) ?? 63));
  };
  it.each([
    ['windows-1250', 'Účinek cvičení u pacientů s cukrovkou – řešení. Časopis lékařů českých. Dvořák, Jiří. Příčiny úmrtí kojenců. '],
    ['windows-1250', 'Wpływ ćwiczeń na pacjentów z cukrzycą. Załącznik: małżeństwa śląskie, rosnący ból. Łódź. Kwaśniewska, Grażyna. '],
    ['iso-8859-2', 'Účinek cvičení u pacientů s cukrovkou - řešení, přežití, našíření. Časopis lékařů českých. Dvořák, Jiří. '],
    ['windows-1254', 'Diyabetli hastalarda egzersizin etkisi üzerine çalışma. Yılmaz, Ayşe. Türk Tıp Dergisi. Sağlık ve yaşlılık. '],
    // What the bytes of typographic signs mean in MacRoman are letters: they stand where no letter stands.
    ['windows-1252', 'The gamblers’ beliefs about “harm”, 2000–2021: patients’ loyalty—a card programme – it’s one. '],
    ['windows-1252', 'Sørensen, Bjørn; Lefèvre, Hélène; Håkansson, Åsa; Ørsted, Søren; Müller, Jörg; Nuñez, José. Élèves et mères. '],
    ['windows-1252', 'Áhrif hreyfingar á sjúklinga með sykursýki. Guðmundsdóttir, Þórunn. Læknablaðið. Öndunarþjálfun og líðan. '],
  ])('%s: %s', async (encoding, text) => {
    expect(await textOf(put('one-byte.txt', inBytes(text.repeat(3), encoding)))).toMatchObject({ encoding, text: text.repeat(3) });
  });
  it('tells Korean, whose words are short, from other bytes', async () => {
    // `만성 요통 환자에서 운동 치료의 효과에 대한 연구` in EUC-KR, by Python.
    const korean = Buffer.from('b8b8bcba20bfe4c5eb20c8afc0dabfa1bcad20bfeeb5bf20c4a1b7e1c0c720c8bfb0fabfa120b4ebc7d120bfacb1b80a', 'hex');
    const got = await textOf(put('korean.txt', Buffer.concat([korean, korean, korean])));
    expect([got.encoding, got.text.split('\n')[0]]).toEqual(['euc-kr', '만성 요통 환자에서 운동 치료의 효과에 대한 연구']);
  });
  it('takes a word over bytes, and over a wrong declaration', async () => {
    expect((await textOf(put('said.txt', cp1252(western)), 'latin1')).text).toBe(western);
    expect(await textOf(put('declared.xml', `<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>`))).toMatchObject({
      encoding: 'utf-8',
      codes: ['file.declared'],
    });
    await expect(textOf(put('unknown.xml', '<?xml version="1.0" encoding="x-none"?><a/>'))).rejects.toMatchObject({ code: 'file.encoding' });
  });
  it('names the lines of damaged bytes and keeps the rest', async () => {
    const source = await openSource(
      put('damaged.txt', Buffer.concat([Buffer.from('première\nété\n'), Buffer.from([0x62, 0xff, 0x0a]), Buffer.from('à la fin\n')])),
    );
    const [part] = source.parts;
    expect(part?.notices()).toEqual([{ code: 'file.bytes', slots: { encoding: 'utf-8', lines: '3', count: '1' } }]);
    expect(part?.head).toBe('première\nété\nb\ufffd\nà la fin\n');
  });
  it('decodes the same whatever chunk a sign falls into', async () => {
    // A file larger than a chunk, with signs of two to four bytes at every place.
    const text = 'aé日👍'.repeat(60_000);
    const got = await textOf(put('long.txt', `x${text}`));
    expect(got.text).toBe(`x${text}`);
  });
});

describe('kinds', () => {
  it.each([
    ['89504e470d0a1a0a', 'binary'],
    ['255044462d312e37', 'binary'],
    ['1f8b08', 'gzip'],
    ['504b0304', 'zip'],
    ['d0cf11e0a1b11ae1', 'compound'],
    ['53514c69746520666f726d6174203300', 'sqlite'],
    ['5459', 'text'],
  ])('%s is %s', (hex, is) => {
    expect(kindOf(Buffer.from(hex, 'hex')).is).toBe(is);
  });
  it('knows a web page, and text with a few stray signs', () => {
    expect(webPage('<!-- x -->\n<!DOCTYPE html><html><head><title> Sign in </title>')).toBe('“Sign in”');
    expect(webPage('<?xml version="1.0"?><PubmedArticleSet>')).toBeUndefined();
    expect(looksBinary('title,year\nA\0B,2020\n\0\0,1\n')).toBe(false);
    expect(looksBinary('\u0001\u0002\u0003abc')).toBe(true);
  });
});

describe('archives', () => {
  it('has the checksum of the standard', () => {
    expect([crc32(Buffer.from('123456789')), byTables(Buffer.from('123456789'))]).toEqual([0xcbf43926, 0xcbf43926]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(64), (bytes, at) =>
        [crc32, byTables].every((sum) => sum(bytes.subarray(at), sum(bytes.subarray(0, at))) === crc32(bytes)),
      ),
    );
  });
  const packed = async (add: (zip: yazl.ZipFile) => void): Promise<Buffer> => {
    const zip = new yazl.ZipFile();
    add(zip);
    zip.end();
    const parts: Buffer[] = [];
    for await (const part of zip.outputStream) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };
  it('reads entries any number of times', async () => {
    const path = put(
      'two.zip',
      await packed((zip) => {
        zip.addBuffer(Buffer.from('one'), 'a/one.txt');
        zip.addBuffer(Buffer.from('two'), 'two.txt');
      }),
    );
    const zip = await openZip(path, 'two.zip');
    const read = async (at: number): Promise<string> => {
      let text = '';
      for await (const chunk of zip.entries[at]?.bytes() ?? []) text += Buffer.from(chunk).toString();
      return text;
    };
    expect([zip.entries.map((entry) => entry.name), await read(0), await read(1), await read(0)]).toEqual([
      ['a/one.txt', 'two.txt'],
      'one',
      'two',
      'one',
    ]);
    await zip.close();
  });
  it('refuses what swells, in zip and gzip', async () => {
    const zeros = Buffer.alloc(20_000_000);
    await expect(
      openSource(
        put(
          'bomb.zip',
          await packed((zip) => {
            zip.addBuffer(zeros, 'a.ris');
          }),
        ),
      ),
    ).rejects.toMatchObject({ code: 'archive.swollen' });
    await expect(openSource(put('bomb.ris.gz', gzipSync(zeros)))).rejects.toMatchObject({ code: 'archive.swollen' });
  });
  it('opens a workbook that lies in an archive, alone or beside other files', async () => {
    const made = join(folder, 'inside.xlsx');
    await writeWorkbook(made, [['title'], ['One']]);
    const book = readFileSync(made);
    const ris = Buffer.from('TY  - JOUR\nTI  - x\nER  - \n');
    const kinds = async (name: string, bytes: Buffer): Promise<[string, string[]]> => {
      const source = await openSource(put(name, bytes));
      await source.close();
      return [source.kind, source.parts.map((part) => part.name)];
    };
    const alone = await packed((zip) => zip.addBuffer(book, 'a/refs.xlsx'));
    expect(await kinds('alone.zip', alone)).toEqual(['workbook', ['alone.zip/a/refs.xlsx']]);
    const beside = await packed((zip) => {
      zip.addBuffer(book, 'refs.xlsx');
      zip.addBuffer(ris, 'refs.ris');
    });
    expect(await kinds('beside.zip', beside)).toEqual(['archive', ['beside.zip/refs.xlsx', 'beside.zip/refs.ris']]);
    expect(await kinds('packed.xlsx.gz', gzipSync(book))).toEqual(['workbook', ['packed.xlsx.gz']]);
    const twice = await packed((zip) => zip.addBuffer(alone, 'alone.zip'));
    await expect(openSource(put('twice.zip', twice))).rejects.toMatchObject({ code: 'archive.empty' });
  });
  it('refuses a workbook that swells only by both packings together', async () => {
    // Letters 328 signs apart, the same every 64 kB: packs to a hundredth, and that to a thirty-sixth once more.
    const period = Buffer.alloc(65_536, 32);
    let seed = 1;
    for (let at = 0; at < 200; at += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      period[at * 327] = 97 + (seed % 26);
    }
    const sheet = Buffer.concat([Buffer.from('<worksheet>'), ...Array.from({ length: 400 }, () => period), Buffer.from('</worksheet>')]);
    const inner = await packed((zip) => {
      zip.addBuffer(Buffer.from('<workbook><sheets><sheet name="s" id="r1"/></sheets></workbook>'), 'xl/workbook.xml');
      zip.addBuffer(sheet, 'xl/worksheets/sheet1.xml');
    });
    expect(sheet.length / inner.length).toBeLessThan(190);
    expect((await openSource(put('one.xlsx', inner))).kind).toBe('workbook');
    const outer = await packed((zip) => zip.addBuffer(inner, 'a.xlsx'));
    await expect(openSource(put('both.zip', outer))).rejects.toMatchObject({ code: 'archive.swollen' });
  });
  it('refuses what is cut or changed', async () => {
    const bytes = await packed((zip) => {
      zip.addBuffer(Buffer.from('TY  - JOUR\nTI  - x\nER  - \n'), 'a.ris', { compress: false });
    });
    const at = bytes.indexOf('JOUR');
    const changed = Buffer.from(bytes);
    changed[at] = 75;
    await expect(openSource(put('changed.zip', changed))).rejects.toMatchObject({ code: 'archive.damaged' });
    await expect(openSource(put('cut.zip', bytes.subarray(0, bytes.length - 10)))).rejects.toMatchObject({ code: 'archive.damaged' });
    await expect(openSource(put('cut.gz', gzipSync(Buffer.from('TY  - JOUR\n'.repeat(100))).subarray(0, 30)))).rejects.toMatchObject({
      code: 'archive.damaged',
    });
  });
});

describe('workbooks', () => {
  it('gives back the cells it wrote, with their row numbers', async () => {
    const rows = [
      ['title', 'year', 'note'],
      ['A “title” & more', '2020', ''],
      ['=1+1', '', 'two\nlines'],
    ];
    const path = join(folder, 'made.xlsx');
    expect(await writeWorkbook(path, rows)).toBe(0);
    const got = await textOf(path);
    expect(
      got.text
        .slice('\u001dsheet\u001e'.length)
        .split('\u001e')
        .filter((row) => row !== '')
        .map((row) => row.split('\u001f')),
    ).toEqual([
      ['1', 'title', 'year', 'note'],
      ['2', 'A “title” & more', '2020', ''],
      ['3', '=1+1', '', 'two\nlines'],
    ]);
    expect(await writeWorkbook(join(folder, 'long.xlsx'), [['x'.repeat(40_000)]])).toBe(1);
  });
});

describe('writing', () => {
  it('replaces whole or leaves what was there', async () => {
    const path = put('kept.txt', 'before');
    await expect(
      writeAtomically(
        path,
        (function* () {
          yield 'half';
          throw new Error('stop');
        })(),
      ),
    ).rejects.toThrow('stop');
    expect((await textOf(path)).text).toBe('before');
    await writeAtomically(path, ['after ', Buffer.from('all')]);
    expect((await textOf(path)).text).toBe('after all');
  });
});
