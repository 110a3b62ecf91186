import { compileAddFields, compileProject, compileReplaceRoot, compileUnset } from '../aggregate/document-stages.ts';
import { type Variables } from '../query/expression.ts';
import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';

type Step = (document: Document, variables: Variables) => Document;

const stages: Record<string, ((spec: unknown) => Step) | undefined> = {
  $set: compileAddFields,
  $addFields: compileAddFields,
  $unset: compileUnset,
  $project: compileProject,
  $replaceRoot: compileReplaceRoot,
  $replaceWith: (spec) => compileReplaceRoot({ newRoot: spec }),
};

/** An update that computes the new document from the old one. */
export function applyPipeline(pipeline: unknown[], document: Document, variables: Variables): Document {
  const id = document['_id'];
  let result = document;
  for (const stage of pipeline) {
    const [name, ...more] = isDocument(stage) ? Object.keys(stage) : [];
    const compile = name === undefined ? undefined : stages[name];
    if (!compile || more.length > 0) throw new MongoError(72, `${name} is not allowed to be used within an update`);
    result = compile((stage as Document)[name as string])(result, variables);
  }
  return '_id' in result || id === undefined ? result : { _id: id, ...result };
}
