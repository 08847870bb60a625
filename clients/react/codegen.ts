import type { CodegenConfig } from "@graphql-codegen/cli";

const server = process.env.CLAIMGRAPH ?? "http://127.0.0.1:8000";

/** Types of all documents in `src/`, and which types each interface stands for. */
const config: CodegenConfig = {
  schema: `${server}/graphql`,
  documents: ["src/**/*.tsx"],
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: { unmaskFunctionName: "readFragment" } },
      config: {
        strictScalars: true,
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { BigInt: "string", Date: "string", DateTime: "string", EDTF: "string", URI: "string" },
      },
    },
    "src/gql/possibleTypes.json": { plugins: ["fragment-matcher"] },
  },
};

export default config;
