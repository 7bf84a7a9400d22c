// The languages: how a client is generated, compiled and tried. Each line of shell is run in the language's folder,
// with `generate` as a user is told to run it.

/** One program that calls the server: a row of the table. */
export interface Program {
  /** What generated the client, and where its version is pinned: a file, and a pattern whose group is the version. */
  readonly generator: string;
  readonly version: { readonly file: string; readonly pattern: RegExp };
  readonly run: string;
}

export interface Language {
  readonly key: string;
  readonly name: string;
  readonly folder: string;
  /** Commands that the machine must have. */
  readonly needs: readonly string[];
  /** Brings what the lockfile names. */
  readonly install: readonly string[];
  /** Folders that are made anew: what was generated before. */
  readonly generated: readonly string[];
  readonly generate: string;
  /** Under the strictest settings. */
  readonly compile: readonly string[];
  readonly programs: readonly Program[];
  /** Runs the snippet that the README shows, where it shows one. */
  readonly quickstart: string | null;
}

/** Where a user's own server is; the runner puts its own in its place. */
export const ADDRESS = 'http://localhost:3000';
const DOCUMENT = `${ADDRESS}/openapi.json`;

const npmVersion = (name: string) => ({
  file: 'package.json',
  pattern: new RegExp(`"${name.replace('/', '\\/')}": "(.+?)"`),
});

const JAR = '../openapi-generator/.cache/openapi-generator-cli.jar';
const GENERATOR = [
  'mvn -q -B -f ../openapi-generator/pom.xml dependency:copy',
  `node ../openapi-generator/files.ts ${DOCUMENT} ../openapi-generator/.cache/openapi.json`,
];
const FILES = '../openapi-generator/.cache/openapi.json';
const generatorVersion = {
  file: '../openapi-generator/pom.xml',
  pattern: /<generator\.version>(.+?)</,
};
const MODELS_ONLY = '--global-property apiTests=false,modelTests=false,apiDocs=false,modelDocs=false';
/** Small programs start and end before the second compiler of the virtual machine pays. */
const QUICK_JAVA = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

export const LANGUAGES: readonly Language[] = [
  {
    key: 'rust',
    name: 'Rust',
    folder: 'rust',
    needs: ['cargo', 'java', 'mvn'],
    install: GENERATOR,
    generated: ['generated'],
    generate:
      `java -jar ${JAR} generate -g rust --library reqwest -i ${FILES} -o generated --package-name demarche ` +
      `--additional-properties packageVersion=0.0.0,useSingleRequestParameter=true ${MODELS_ONLY}`,
    // The structs of parameters have some thirty fields and no default: without one, each would have to be named.
    compile: [
      "sed -i 's/^#\\[derive(Clone, Debug)\\]$/#[derive(Clone, Debug, Default)]/' generated/src/apis/*_api.rs",
      'cargo build --quiet --locked',
    ],
    programs: [
      {
        generator: 'openapi-generator rust',
        version: generatorVersion,
        run: 'target/debug/demarche-calls',
      },
    ],
    quickstart: null,
  },
  {
    key: 'kotlin',
    name: 'Kotlin',
    folder: 'kotlin',
    needs: ['java', 'mvn'],
    install: [
      ...GENERATOR,
      'mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=.cache/runtime',
      'mvn -q -B dependency:copy-dependencies -DincludeScope=provided -DoutputDirectory=.cache/compiler',
    ],
    generated: ['generated', '.cache/classes'],
    generate:
      `java -jar ${JAR} generate -g kotlin --library jvm-okhttp4 -i ${FILES} -o generated --package-name demarche ` +
      `--additional-properties enumPropertyNaming=UPPERCASE ${MODELS_ONLY}`,
    // Our own program with every warning an error; the generated code has one of its own.
    compile: [
      kotlinc('-d .cache/classes/generated generated/src/main/kotlin', ''),
      kotlinc('-Werror -d .cache/classes/ours src', ':.cache/classes/generated'),
    ],
    programs: [
      {
        generator: 'openapi-generator kotlin',
        version: generatorVersion,
        run: `java ${QUICK_JAVA} -cp '.cache/classes/ours:.cache/classes/generated:.cache/runtime/*' CallsKt`,
      },
    ],
    quickstart: null,
  },
  {
    key: 'java',
    name: 'Java',
    folder: 'java',
    needs: ['java', 'javac', 'mvn'],
    install: [...GENERATOR, 'mvn -q -B dependency:copy-dependencies'],
    generated: ['generated', '.cache/classes'],
    generate:
      `java -jar ${JAR} generate -g java --library native -i ${FILES} -o generated --api-package demarche.api ` +
      `--model-package demarche.model --invoker-package demarche ` +
      `--additional-properties useSingleRequestParameter=true ${MODELS_ONLY}`,
    // The generated code has warnings of its own (no serialVersionUID, a deprecated call of Jackson); ours has none.
    compile: [
      "javac -Xlint:all -proc:none -d .cache/classes/generated -cp '.cache/jars/*' $(find generated/src/main -name '*.java')",
      "javac -Xlint:all -Werror -proc:none -d .cache/classes/ours -cp '.cache/classes/generated:.cache/jars/*' src/*.java",
    ],
    programs: [
      {
        generator: 'openapi-generator java native',
        version: generatorVersion,
        run: `java ${QUICK_JAVA} -cp '.cache/classes/ours:.cache/classes/generated:.cache/jars/*' Calls`,
      },
    ],
    quickstart: null,
  },
  {
    key: 'go',
    name: 'Go',
    folder: 'go',
    needs: ['go'],
    install: ['go mod download'],
    generated: ['demarche'],
    generate: `go tool oapi-codegen -generate types,client -package demarche -o demarche/demarche.go ${DOCUMENT}`,
    compile: ['test -z "$(gofmt -l quickstart.go calls)"', 'go vet ./...', 'go build -o .cache/ . ./calls'],
    programs: [
      {
        generator: 'oapi-codegen',
        version: { file: 'go.mod', pattern: /oapi-codegen\/v2 (v\S+)/ },
        run: '.cache/calls',
      },
    ],
    quickstart: '.cache/quickstart',
  },
  {
    key: 'python',
    name: 'Python',
    folder: 'python',
    needs: ['python3'],
    install: [
      'python3 -m venv .venv',
      '.venv/bin/pip install --quiet --disable-pip-version-check --no-deps -r requirements.txt',
    ],
    generated: ['demarche'],
    generate: `openapi-python-client generate --url ${DOCUMENT} --meta none --output-path demarche`,
    compile: ['mypy --strict --cache-dir .cache demarche calls.py quickstart.py'],
    programs: [
      {
        generator: 'openapi-python-client',
        version: { file: 'requirements.txt', pattern: /^openapi-python-client==(.+)$/m },
        run: 'python calls.py',
      },
    ],
    quickstart: 'python quickstart.py',
  },
  {
    key: 'typescript',
    name: 'TypeScript',
    folder: 'typescript',
    needs: ['npm'],
    install: ['npm ci --no-audit --no-fund --silent'],
    generated: ['generated', 'dist'],
    generate: `npx openapi-ts -i ${DOCUMENT} -o generated`,
    compile: ['npm run --silent build'],
    programs: [
      {
        generator: '@hey-api/openapi-ts',
        version: npmVersion('@hey-api/openapi-ts'),
        run: 'node dist/calls.js',
      },
      {
        generator: '@demarche/client',
        version: { file: 'package.json', pattern: /"version": "(.+?)"/ },
        run: 'node dist/own-calls.js',
      },
    ],
    quickstart: 'npx tsx quickstart.ts',
  },
  {
    key: 'openapi-fetch',
    name: 'TypeScript',
    folder: 'openapi-fetch',
    needs: ['npm'],
    install: ['npm ci --no-audit --no-fund --silent'],
    generated: ['generated', 'dist'],
    // Without the option, parameters that have a default would become required.
    generate: `npx openapi-typescript ${DOCUMENT} -o generated/demarche.ts --default-non-nullable=false`,
    compile: ['npx tsc'],
    programs: [
      {
        generator: 'openapi-typescript, openapi-fetch',
        version: npmVersion('openapi-typescript'),
        run: 'node dist/openapi-fetch/calls.js',
      },
    ],
    quickstart: null,
  },
];

function kotlinc(what: string, furtherClasspath: string): string {
  const compiler = "'.cache/compiler/*:.cache/runtime/*'";
  const classpath = `"$(echo .cache/runtime/*.jar | tr ' ' ':')${furtherClasspath}"`;
  return (
    `java ${QUICK_JAVA} -cp ${compiler} org.jetbrains.kotlin.cli.jvm.K2JVMCompiler ` +
    `-no-stdlib -no-reflect -cp ${classpath} ${what}`
  );
}
