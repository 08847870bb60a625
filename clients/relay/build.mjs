/** Bundles the check, with what babel-plugin-relay does: a document in the source becomes what relay-compiler made of it. */
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const DOCUMENT = /graphql`\s*(?:query|mutation|fragment)\s+(\w+)[^`]*`/g;

await build({
  entryPoints: ["check.tsx"],
  outfile: "dist/check.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  jsx: "automatic",
  plugins: [
    {
      name: "relay",
      setup({ onLoad }) {
        onLoad({ filter: /clients.*\.tsx$/ }, async ({ path }) => {
          const names = [];
          const text = (await readFile(path, "utf8")).replace(DOCUMENT, (_, name) => (names.push(name), name));
          return { contents: names.map((name) => `import ${name} from "./__generated__/${name}.graphql";\n`).join("") + text, loader: "tsx" };
        });
      },
    },
  ],
});
