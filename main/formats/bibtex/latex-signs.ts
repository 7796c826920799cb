// Which character does a LaTeX command stand for?

/** Accent commands, by the sign or letter behind the backslash, as combining characters. */
export const accents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '`': '\u0300',
    "'": '\u0301',
    '^': '\u0302',
    '~': '\u0303',
    '=': '\u0304',
    '.': '\u0307',
    '"': '\u0308',
    u: '\u0306',
    r: '\u030a',
    H: '\u030b',
    v: '\u030c',
    d: '\u0323',
    c: '\u0327',
    k: '\u0328',
    b: '\u0331',
    t: '\u0361',
    G: '\u030f',
    U: '\u030e',
    h: '\u0309',
  }),
);

/** Accents written alone (`\~{}`, `\^{}`) are the sign itself. */
export const aloneAccents: ReadonlyMap<string, string> = new Map(
  Object.entries({ '`': '`', "'": '´', '^': '^', '~': '~', '"': '"', '=': '¯', '.': '˙', c: '¸', v: 'ˇ', u: '˘', H: '˝', k: '˛', r: '˚' }),
);

const words =
  'ss:ß SS:ẞ o:ø O:Ø l:ł L:Ł ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å i:ı j:ȷ dh:ð DH:Ð th:þ TH:Þ dj:đ DJ:Đ ng:ŋ NG:Ŋ eth:ð thorn:þ Thorn:Þ ' +
  'textendash:– textemdash:— textquoteleft:‘ textquoteright:’ textquotedblleft:“ textquotedblright:” textquotedbl:" textquotesingle:\' quotesinglbase:‚ quotedblbase:„ glqq:„ grqq:“ glq:‚ grq:‘ flqq:« frqq:» ' +
  'guillemotleft:« guillemotright:» guilsinglleft:‹ guilsinglright:› lq:‘ rq:’ ldots:… dots:… textellipsis:… cdots:⋯ textbackslash:\\ textasciitilde:~ textasciicircum:^ textasciigrave:` textasciiacute:´ ' +
  'textbar:| textless:< textgreater:> textbraceleft:{ textbraceright:} textunderscore:_ textdollar:$ textbullet:• bullet:• textperiodcentered:· cdot:· textdagger:† textdaggerdbl:‡ dag:† ddag:‡ dagger:† ddagger:‡ ' +
  'S:§ P:¶ textsection:§ textparagraph:¶ pounds:£ textsterling:£ euro:€ texteuro:€ EUR:€ yen:¥ textyen:¥ cent:¢ textcent:¢ copyright:© textcopyright:© textregistered:® registered:® texttrademark:™ trademark:™ ' +
  'textdegree:° degree:° textmu:µ micro:µ textohm:Ω textpm:± pm:± mp:∓ times:× texttimes:× div:÷ textdiv:÷ textminus:− leq:≤ le:≤ leqslant:≤ geq:≥ ge:≥ geqslant:≥ neq:≠ ne:≠ ll:≪ gg:≫ approx:≈ sim:∼ simeq:≃ cong:≅ ' +
  'equiv:≡ propto:∝ infty:∞ partial:∂ nabla:∇ sum:∑ prod:∏ int:∫ surd:√ forall:∀ exists:∃ in:∈ notin:∉ subset:⊂ subseteq:⊆ supset:⊃ cup:∪ cap:∩ emptyset:∅ wedge:∧ vee:∨ neg:¬ oplus:⊕ otimes:⊗ perp:⊥ angle:∠ ' +
  'rightarrow:→ to:→ longrightarrow:⟶ leftarrow:← gets:← leftrightarrow:↔ uparrow:↑ downarrow:↓ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ mapsto:↦ rightleftharpoons:⇌ circ:° prime:′ ast:* star:⋆ ell:ℓ hbar:ħ Re:ℜ Im:ℑ ' +
  'langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ mid:| vert:| Vert:‖ parallel:∥ backslash:\\ lbrace:{ rbrace:} textonehalf:½ textonequarter:¼ textthreequarters:¾ textonesuperior:¹ texttwosuperior:² ' +
  'textthreesuperior:³ textordfeminine:ª textordmasculine:º textexclamdown:¡ textquestiondown:¿ textnumero:№ checkmark:✓ male:♂ female:♀ ' +
  'alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ lambda:λ mu:μ nu:ν xi:ξ pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ ' +
  'omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω textalpha:α textbeta:β textgamma:γ textdelta:δ textkappa:κ textomega:ω';

/** Named signs and letters. */
export const signs: ReadonlyMap<string, string> = new Map(
  words.split(' ').map((pair): [string, string] => {
    const colon = pair.indexOf(':');
    return [pair.slice(0, colon), pair.slice(colon + 1)];
  }),
);

/** Commands that are white space. */
export const spaces: ReadonlySet<string> = new Set([
  'quad',
  'qquad',
  'space',
  'enspace',
  'thinspace',
  'newline',
  'linebreak',
  'par',
  'nobreakspace',
  'hspace',
  'hfill',
  'break',
]);

/** Commands that only dress what follows: `\emph{x}` is x. */
export const dress: ReadonlySet<string> = new Set(
  (
    'emph textit textbf textrm textsf textsc textup textsl texttt textmd textnormal textln textsuperscript textsubscript textgreek textcyr mathrm mathit mathbf mathbb mathcal mathsf mathtt mathfrak mathscr mathnormal boldsymbol bm ' +
    'text mbox hbox fbox ensuremath url path nolinkurl underline uline ul uppercase lowercase MakeUppercase MakeLowercase enquote it bf em rm sc sl tt sf tiny scriptsize footnotesize small normalsize large Large bfseries itshape ' +
    'rmfamily sffamily ttfamily scshape upshape slshape mdseries normalfont selectfont relax protect unskip noop frac dfrac tfrac sqrt left right big Big bigl bigr displaystyle textstyle limits nolimits operatorname overline bar hat ' +
    'tilde vec dot ddot widehat widetilde mathring rlap llap smash sp sb cyrchar natexlab bibinfo leavevmode xspace'
  ).split(' '),
);

/** Commands whose first argument is not text. */
export const skipFirst: ReadonlySet<string> = new Set([
  'vphantom',
  'hphantom',
  'phantom',
  'noopsort',
  'href',
  'textcolor',
  'color',
  'foreignlanguage',
  'selectlanguage',
  'label',
  'vspace',
]);
