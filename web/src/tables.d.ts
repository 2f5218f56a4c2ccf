declare module "lexicon:countries" {
  const names: Record<string, string>;
  export default names;
}

declare module "lexicon:plover" {
  const types: Record<string, { quad: number; modes: string[] }>;
  export default types;
}

declare module "*.css";
