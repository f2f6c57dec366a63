import type { Client } from "pg";
import { z } from "zod";
import type { Statement } from "./statements.ts";

type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string | undefined;
  "Index Name"?: string | undefined;
  "Index Cond"?: string | undefined;
  Plans?: PlanNode[] | undefined;
};

const nodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    "Index Name": z.string().optional(),
    "Index Cond": z.string().optional(),
    Plans: z.array(nodeSchema).optional(),
  }),
);
const rowsSchema = z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: nodeSchema })]) })]);

/** How PostgreSQL reads one table for a statement. */
export type Access = {
  table: string;
  /** Such as `Index Scan using sessions_pkey`. */
  how: string;
  /** Whether it reads the whole table or the whole index. */
  isWhole: boolean;
};

/** @returns how PostgreSQL would run a statement with its recorded parameters. */
export async function accessesOf(client: Client, statement: Statement): Promise<Access[]> {
  const explain = { text: `EXPLAIN (FORMAT JSON) ${statement.text}`, values: statement.values };
  const { rows } = await client.query(explain);
  const [{ "QUERY PLAN": plan }] = rowsSchema.parse(rows);
  return accessesBelow(plan[0].Plan, false);
}

/** A scan of a bitmap names its indexes below it. A limit ends a scan of an ordered index early. */
function accessesBelow(node: PlanNode, isLimited: boolean): Access[] {
  const below = (node.Plans ?? []).flatMap((child) =>
    accessesBelow(child, child["Node Type"].endsWith("Scan") && endsEarly(node, isLimited)),
  );
  const { "Node Type": type, "Relation Name": table, "Index Name": index } = node;
  if (!type.endsWith("Scan") || table === undefined) return below;
  const isOrderedByIndex = index !== undefined && isLimited;
  const isByIndex = node["Index Cond"] !== undefined || isOrderedByIndex;
  const isWhole = type === "Seq Scan" || (index !== undefined && !isByIndex);
  const bitmaps = indexesBelow(node);
  const used = index ?? bitmaps.join(" and ");
  return [{ table, how: used ? `${type} using ${used}` : type, isWhole }, ...below];
}

function endsEarly({ "Node Type": type }: PlanNode, isLimited: boolean): boolean {
  return type === "Limit" || (type === "LockRows" && isLimited);
}

function indexesBelow(node: PlanNode): string[] {
  return (node.Plans ?? []).flatMap((child) => [
    ...(child["Node Type"] === "Bitmap Index Scan" ? [child["Index Name"] ?? ""] : []),
    ...indexesBelow(child),
  ]);
}
