export declare const programDirectory: (root: string) => string;
export declare const stampFiles: (root: string, files: readonly string[]) => Record<string, string>;
export declare const listCommandFiles: (root: string) => string[];
export declare const findProgram: (root: string) => string | undefined;
