// The English words by which articles make somebody say, write, ask, do by speaking, or hold something: what a reader
// looks for to see that no report was missed. Forms that mostly mean something else ("states", "threat") are left out.

const SAYING = `
  say says said saying tell tells told telling speak speaks spoke spoken speaking mention mentions mentioned
  mentioning stated stating add adds added adding explain explains explained explaining note notes noted
  noting remark remarks remarked remarking comment comments commented commenting observed recall recalls
  recalled recalling reply replies replied replying answer answers answered answering respond responds
  responded responding discuss discusses discussed discussing write writes wrote written writing tweet
  tweets tweeted tweeting posted quote quotes quoted quoting cite cites cited citing report reports reported
  reporting reveal reveals revealed revealing disclose discloses disclosed disclosing announce announces
  announced announcing declare declares declared declaring proclaim proclaims proclaimed proclaiming confirm
  confirms confirmed confirming testify testifies testified testifying hint hints hinted hinting indicate
  indicates indicated indicating suggest suggests suggested suggesting imply implies implied implying
  expresses expressed expressing voiced voicing stressed stressing stresses emphasize emphasizes emphasized
  emphasizing emphasise emphasises emphasised emphasising underline underlines underlined underlining
  underscore underscores underscored underscoring highlight highlights highlighted highlighting call calls
  called calling`;

const ASKING_AND_PROMISING = `
  ask asks asked asking request requests requested requesting demand demands demanded demanding urge urges
  urged urging appeal appeals appealed appealing plead pleads pleaded pleading insist insists insisted
  insisting propose proposes proposed proposing recommend recommends recommended recommending advise advises
  advised advising promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing
  swore sworn`;

const WARNING_AND_CHARGING = `
  warn warns warned warning warnings caution cautions cautioned cautioning threaten threatens threatened
  threatening admonish admonishes admonished admonishing accuse accuses accused accusing blame blames blamed
  blaming allege alleges alleged alleging claim claims claimed claiming deny denies denied denying reject
  rejects rejected rejecting dismiss dismisses dismissed dismissing refute refutes refuted refuting admit
  admits admitted admitting acknowledge acknowledges acknowledged acknowledging concede concedes conceded
  conceding criticize criticizes criticized criticizing criticise criticises criticised criticising condemn
  condemns condemned condemning denounce denounces denounced denouncing blast blasts blasted blasting slam
  slams slammed slamming lambast lambasts lambasted lambasting lambaste lambastes complain complains
  complained complaining lament laments lamented lamenting praise praises praised praising welcome welcomes
  welcomed welcoming hailed hailing`;

const HOLDING = `
  argue argues argued arguing contend contends contended contending assert asserts asserted asserting
  maintains believe believes believed believing think thinks thought thinking assume assumes assumed
  assuming conclude concludes concluded concluding assess assesses assessed assessing consider considers
  considered considering expect expects expected expecting anticipate anticipates anticipated anticipating
  predict predicts predicted predicting estimates estimated estimating fear fears feared fearing worry
  worries worried worrying hope hopes hoped hoping doubt doubts doubted doubting questioned questioning
  suspect suspects suspected suspecting agree agrees agreed agreeing disagree disagrees disagreed
  disagreeing oppose opposes opposed opposing objected objecting`;

const NAMING_A_REPORT = `
  reportedly allegedly purportedly supposedly announcement announcements statement statements accusation
  accusations allegation allegations denial denials complaint complaints criticism rumour rumours rumor
  rumors speculation perception concern concerns`;

const PHRASES = [
  'according to',
  'as saying',
  'in the words of',
  'committed to',
  'refer to as',
  'refers to as',
  'referred to as',
];

const WORDS = [SAYING, ASKING_AND_PROMISING, WARNING_AND_CHARGING, HOLDING, NAMING_A_REPORT].flatMap(
  (table) => table.trim().split(/\s+/),
);

/** Every word and phrase in lower case, longer ones first. */
export const REPORTING_WORDS: readonly string[] = [...PHRASES, ...WORDS].sort((a, b) => b.length - a.length);
