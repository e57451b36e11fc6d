import { parseAst } from 'rolldown/parseAst';
import { z } from 'zod';

export interface SpecificationField {
  name: string;
  /** `String`, `Integer`, `Float`, `Boolean`, `InputFile`, `Array of …`, or the name of a type. */
  types: string[];
  required: boolean;
  /** Allowed values, if they are a fixed set. */
  values?: string[];
  /** As the documentation states it: `1-64 bytes`, `0-1024 characters after entities parsing`. */
  length?: string;
}

export interface Specification {
  methods: Record<string, { fields: SpecificationField[] }>;
  types: Record<string, { fields?: SpecificationField[]; subtypes?: string[] }>;
}

/** The parts of a syntax tree node that are used here. */
interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

const nodeShape = z.custom<SyntaxNode>(
  (value) => typeof value === 'object' && value !== null && 'type' in value && 'start' in value,
);
const nodesShape = z.array(nodeShape);
const nameShape = z.looseObject({ name: z.string() });
const literalShape = z.looseObject({ value: z.union([z.string(), z.boolean(), z.number()]) });
const flagShape = z.boolean();

/** Fields with fractional values; TypeScript has a single number type. Source: Bot API 10.2. */
const FRACTIONS: ReadonlySet<string> = new Set([
  ...['latitude', 'longitude', 'horizontal_accuracy', 'x_shift', 'y_shift', 'scale', 'temperature'],
  ...['x_percentage', 'y_percentage', 'width_percentage', 'height_percentage'],
  ...['rotation_angle', 'corner_radius_percentage', 'cover_frame_timestamp'],
  ...['main_frame_timestamp', 'duration'],
]);

/** Types that are sent as strings, whatever their TypeScript type. */
const TEXTS: ReadonlySet<string> = new Set(['LanguageCode', 'Exclude', 'ParseMode']);

interface Declaration {
  node: SyntaxNode;
  source: string;
  /** The namespace of the declaration, with a trailing dot. */
  scope: string;
}

const partOf = (node: SyntaxNode, name: string): SyntaxNode => nodeShape.parse(node[name]);
const partsOf = (node: SyntaxNode, name: string): SyntaxNode[] => nodesShape.parse(node[name]);

function nameOf(node: SyntaxNode): string {
  if (node.type === 'TSQualifiedName') {
    return `${nameOf(partOf(node, 'left'))}.${nameOf(partOf(node, 'right'))}`;
  }
  return nameShape.parse(node).name;
}

function collect(
  statements: SyntaxNode[],
  source: string,
  scope: string,
  found: Map<string, Declaration>,
): void {
  for (const statement of statements) {
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration) {
      collect([partOf(statement, 'declaration')], source, scope, found);
    } else if (statement.type === 'TSModuleDeclaration') {
      const inner = `${scope}${nameOf(partOf(statement, 'id'))}.`;
      collect(partsOf(partOf(statement, 'body'), 'body'), source, inner, found);
    } else if (['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'].includes(statement.type)) {
      found.set(`${scope}${nameOf(partOf(statement, 'id'))}`, { node: statement, source, scope });
    }
  }
}

/** Reads declarations into the arguments of each method and the types that occur in them. */
export function readDeclarations(sources: string[]): Specification {
  const declarations = new Map<string, Declaration>();
  for (const source of sources) {
    collect(nodesShape.parse(parseAst(source, { lang: 'dts' }).body), source, '', declarations);
  }
  return new Reader(declarations).read();
}

class Reader {
  private readonly declarations: ReadonlyMap<string, Declaration>;
  private readonly types: Specification['types'] = {};

  constructor(declarations: ReadonlyMap<string, Declaration>) {
    this.declarations = declarations;
  }

  read(): Specification {
    const api = this.declarations.get('ApiMethods');
    if (!api) throw new Error('The declarations have no ApiMethods');
    // Deprecated method names are declared as properties.
    const members = partsOf(partOf(api.node, 'typeAnnotation'), 'members').filter(
      ({ type }) => type === 'TSMethodSignature',
    );
    const methods = members.map((member): [string, { fields: SpecificationField[] }] => {
      const [argument] = partsOf(member, 'params');
      const given = argument && partOf(partOf(argument, 'typeAnnotation'), 'typeAnnotation');
      return [nameOf(partOf(member, 'key')), { fields: given ? this.fieldsOf(given, api) : [] }];
    });
    return { methods: Object.fromEntries(methods), types: this.types };
  }

  /** The fields of an object written out in place, or of several joined by `&`. */
  private fieldsOf(node: SyntaxNode, within: Declaration): SpecificationField[] {
    if (node.type === 'TSTypeLiteral')
      return this.membersOf(partsOf(node, 'members'), node, within);
    if (node.type === 'TSIntersectionType') {
      return partsOf(node, 'types').flatMap((part) => this.fieldsOf(part, within));
    }
    throw new Error(`A ${node.type} has no fields`);
  }

  private membersOf(
    members: SyntaxNode[],
    { start }: SyntaxNode,
    within: Declaration,
  ): SpecificationField[] {
    let from = start;
    return members.flatMap((member) => {
      const before = within.source.slice(from, member.start);
      from = member.end;
      // Deprecated names are not part of the specification.
      if (before.includes('@deprecated')) return [];
      const name = nameOf(partOf(member, 'key'));
      const types = this.typesOf(
        partOf(partOf(member, 'typeAnnotation'), 'typeAnnotation'),
        name,
        within,
      );
      if (types.length === 0) return [];
      const values = types.filter((type) => type.startsWith('='));
      const others = types.filter((type) => !type.startsWith('='));
      const [length] =
        /\d+-\d+ (?:bytes|characters)(?: after entit\w+ parsing)?/.exec(before) ?? [];
      const field: SpecificationField = {
        name,
        types: [...new Set([...others, ...(values.length > 0 ? ['String'] : [])])],
        required: !flagShape.parse(member.optional),
        ...(values.length > 0 &&
          !others.includes('String') && { values: values.map((value) => value.slice(1)) }),
        ...(length && { length }),
      };
      return [field];
    });
  }

  /** Names of the types that a node refers to; literal values are prefixed with `=`. */
  private typesOf(node: SyntaxNode, field: string, within: Declaration): string[] {
    const inside = (part: SyntaxNode) => this.typesOf(part, field, within);
    switch (node.type) {
      case 'TSStringKeyword':
      case 'TSTemplateLiteralType':
      case 'TSIndexedAccessType':
        return ['String'];
      case 'TSNumberKeyword':
        return [FRACTIONS.has(field) ? 'Float' : 'Integer'];
      case 'TSBooleanKeyword':
        return ['Boolean'];
      case 'TSNeverKeyword':
      case 'TSUndefinedKeyword':
        return [];
      case 'TSUnionType':
        return partsOf(node, 'types').flatMap(inside);
      case 'TSIntersectionType':
        // `string & {}` only keeps editors suggesting the literals beside it.
        return partsOf(node, 'types').slice(0, 1).flatMap(inside);
      case 'TSArrayType':
        return this.arrayOf(partOf(node, 'elementType'), field, within);
      case 'TSTypeOperator':
        return node.operator === 'keyof' ? ['String'] : inside(partOf(node, 'typeAnnotation'));
      case 'TSLiteralType': {
        const { value } = literalShape.parse(node.literal);
        return typeof value === 'string'
          ? [`=${value}`]
          : typeof value === 'number'
            ? ['Integer']
            : ['Boolean'];
      }
      case 'TSTypeReference':
        return this.referenceOf(node, field, within);
      default:
        throw new Error(`A ${node.type} in ${field} cannot be read`);
    }
  }

  private arrayOf(element: SyntaxNode, field: string, within: Declaration): string[] {
    const types = this.typesOf(element, field, within);
    const named = types.map((type) => (type.startsWith('=') ? 'String' : type));
    return [`Array of ${[...new Set(named)].join(' or ')}`];
  }

  private referenceOf(node: SyntaxNode, field: string, within: Declaration): string[] {
    const name = nameOf(partOf(node, 'typeName'));
    if (TEXTS.has(name)) return ['String'];
    // The parameter of every generic type is the type of uploads.
    if (name === 'F') return ['InputFile'];
    const [argument] = node.typeArguments ? partsOf(partOf(node, 'typeArguments'), 'params') : [];
    if (['Array', 'ReadonlyArray'].includes(name) && argument)
      return this.arrayOf(argument, field, within);
    if (name === 'Omit' && argument) return this.typesOf(argument, field, within);
    const full = this.declarations.has(`${within.scope}${name}`) ? `${within.scope}${name}` : name;
    const found = this.declarations.get(full);
    if (!found) throw new Error(`There is no type ${name}, which ${field} has`);
    const isWords = found.node.type === 'TSTypeAliasDeclaration' && !(full in this.types);
    if (isWords) {
      const words = partOf(found.node, 'typeAnnotation');
      if (
        words.type === 'TSUnionType' &&
        partsOf(words, 'types').every(({ type }) => type === 'TSLiteralType')
      ) {
        return this.typesOf(words, field, found);
      }
    }
    this.define(full, found);
    return [full];
  }

  private define(name: string, found: Declaration): void {
    if (name in this.types) return;
    // Register it first, since types can be recursive.
    const entry: Specification['types'][string] = {};
    this.types[name] = entry;
    if (found.node.type === 'TSInterfaceDeclaration') entry.fields = this.interfaceFields(found);
    else {
      const alias = partOf(found.node, 'typeAnnotation');
      if (['TSTypeLiteral', 'TSIntersectionType'].includes(alias.type))
        entry.fields = this.fieldsOf(alias, found);
      else entry.subtypes = this.typesOf(alias, name, found);
    }
  }

  private interfaceFields(found: Declaration): SpecificationField[] {
    const bases = found.node.extends ? partsOf(found.node, 'extends') : [];
    const inherited = bases.flatMap((base) => {
      const name = nameOf(partOf(base, 'expression'));
      const parent = this.declarations.get(`${found.scope}${name}`) ?? this.declarations.get(name);
      if (!parent) throw new Error(`There is no type ${name} to extend`);
      return this.interfaceFields(parent);
    });
    const body = partOf(found.node, 'body');
    return [...inherited, ...this.membersOf(partsOf(body, 'body'), body, found)];
  }
}
