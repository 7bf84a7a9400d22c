// What the sources print, for the tests of the tables. Taken from the sources by script, not from src/model: the
// PLOVER manual (openeventdata/PLOVER@5e0c24f) and GDELT's CAMEO.goldsteinscale.txt, without its two misprints
// that Demarche mends: ACCUSE is printed 3, and SANCTION stands under two quad classes.

/** The manual's table of scores: `type` is the type's own. */
export const SCORES: Record<string, Record<string, number | null>> = {
  AGREE: { type: 2.5 },
  CONSULT: { type: 2.5, visit: 4, 'third-party': 1, multilateral: 4, phone: 1.5 },
  SUPPORT: { type: 5 },
  CONCEDE: { type: 4.5 },
  COOPERATE: { type: 9.5 },
  AID: { type: 10 },
  RETREAT: { type: 6.5, withdraw: 8, release: 6.5, disarm: 10, ceasefire: 7.5, access: 6.5, resign: 4.5 },
  REQUEST: { type: 0, assist: 0.5, change: -1, yield: -1, meet: 0 },
  ACCUSE: { type: -3, disapprove: -2, investigate: -3.5, allege: -3.5 },
  REJECT: { type: -2, assist: -1.5, change: -2, yield: -2, meet: -2 },
  THREATEN: {
    type: -3.5,
    restrict: -3,
    arrest: -3.5,
    relations: -3.5,
    expel: -3.5,
    territory: -4,
    violence: -3.5,
  },
  PROTEST: {
    type: -5,
    demo: -5,
    riot: -7,
    strike: -5,
    hunger: -4.5,
    boycott: -4.5,
    obstruct: -4.5,
    vandalize: null,
  },
  SANCTION: { type: -6, convict: -6, expel: -5.5, withdraw: -6, discontinue: -6 },
  MOBILIZE: { type: -5.5, troops: -6.5, weapons: -6.5, police: -5.5, militia: -6 },
  COERCE: {
    type: -7,
    seize: -7,
    restrict: -7,
    censor: -6.5,
    curfew: -6.5,
    'martial-law': -7.5,
    arrest: -7,
    deport: -7,
    withhold: -7,
    misinformation: -6.5,
    cyber: -7,
  },
  ASSAULT: {
    type: -9,
    abduct: -8.5,
    beat: -7.5,
    torture: -8.5,
    sexual: -8.5,
    targeted: -9.5,
    destroy: -8.5,
    primitive: -8,
    firearms: -9,
    explosives: -9,
    'suicide-attack': -9.5,
    aerial: -9.5,
    drone: -9.5,
    'heavy-weapons': -9.5,
    'crowd-control': -7.5,
    unconventional: -10,
  },
};

/** The quad category that closes each section of the manual. */
export const QUADS: Record<number, string> = {
  1: 'AGREE CONSULT SUPPORT CONCEDE',
  2: 'COOPERATE AID RETREAT',
  3: 'REQUEST ACCUSE REJECT THREATEN',
  4: 'PROTEST SANCTION MOBILIZE COERCE ASSAULT',
};

export const CONTEXTS =
  'military intelligence executive legislative election political_institutions pro_democracy ' +
  'pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security ' +
  'gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration ' +
  'disasters natural_resource environment technology terrorism cbrn cyber misinformation crime ' +
  'corruption illegal_drugs trafficking';

/** 25 sectors and the seven codes for international bodies. */
export const SECTORS =
  'COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC ' +
  'IGO UNO EUR NGO ISM IMG MNC';

/** GDELT's list by score: the codes that have it. */
export const GOLDSTEIN: Record<string, string> = {
  '-10': '1823 183 1831 1832 1833 186 19 190 193 194 195 20 200 202 203 204 2041 2042',
  '-9.5': '182 191 192 196 201',
  '-9.2': '171 1711 1712',
  '-9': '175 18 180 181 1821 1822',
  '-8': '163 184 185',
  '-7.5': '144 1441 1442 1443 1444 145 1451 1452 1453 1454',
  '-7.2': '15 150 151 152 153 154',
  '-7': '136 137 138 1381 1382 1383 1384 1385 139 164 166 1661 1662 1663 17 170',
  '-6.5': '14 140 141 1411 1412 1413 1414 142 1421 1422 1423 1424 143 1431 1432 1433 1434 165',
  '-6': '13',
  '-5.8': '131 1311 1312 1313 132 1321 1322 1323 1324 133 134 135',
  '-5.6': '162 1621 1622 1623',
  '-5':
    '10 100 101 1011 1012 1013 1014 102 103 1031 1032 1033 1034 104 1041 1042 1043 1044 105 1051 1052 ' +
    '1053 1054 1055 1056 106 107 108 125 126 127 128 129 172 1721 1722 1723 1724 173 174',
  '-4.4': '130',
  '-4':
    '12 120 121 1211 1212 122 1221 1222 1223 1224 123 1231 1232 1233 1234 124 1241 1242 1243 1244 1245 ' +
    '1246 16 160 161',
  '-2': '016 09 090 091 092 093 094 11 110 111 112 1121 1122 1123 1124 1125 113 114 115 116',
  '-0.4': '012',
  '-0.3': '024 0241 0242 0243 0244 025 0251 0252 0253 0254 0255 0256',
  '-0.1': '011',
  0: '01 010 014 015 017',
  '0.4': '013',
  1: '04 040 041',
  '1.9': '042',
  '2.5': '044',
  '2.8': '043',
  3: '02 020',
  '3.2': '022',
  '3.4': '018 019 021 0211 0212 0213 0214 023 0231 0232 0233 0234 051',
  '3.5': '05 050 052',
  '3.8': '053',
  4: '026 027 028 03 030 036',
  '4.5': '032',
  5: '037 039 045 08 080 081 0811 0812 0813 0814 082 083 0831 0832 0833 0834',
  '5.2': '031 0311 0312 0313 0314 033 0331 0332 0333',
  6: '0334 054 06 060',
  '6.4': '061',
  7:
    '034 0341 0342 0343 0344 035 0351 0352 0353 0354 0355 0356 038 046 055 056 064 07 070 075 084 0841 ' +
    '0842 085',
  '7.4': '062 063 071 073',
  8: '057',
  '8.3': '072',
  '8.5': '074',
  9: '086 0861 0862 0863 087 0871 0872 0873',
  10: '0874',
};
