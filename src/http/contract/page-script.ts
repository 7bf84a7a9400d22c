// What the docs page does beyond Swagger UI: a filter over paths and words, and the examples beside the fields. It runs
// in the browser, as files of their own, since the policy allows no script or style within the page.

/**
 * Wraps Swagger UI before it starts, to add a plugin. Its own filter looks at tags alone, and its fields show an example
 * only by sending it: an example of every filter in one request would find nothing.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const start = window.SwaggerUIBundle;

  /** Whether the words of the filter all occur in the path, the summary, the name or the tag of an operation. */
  const isMatch = (operation, tag, words) => {
    const details = operation.get('operation');
    const text = [tag, operation.get('path'), details.get('summary'), details.get('operationId')].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };

  const filterOperations = (taggedOperations, phrase) => {
    const words = phrase.toLowerCase().split(/\\s+/);
    return taggedOperations
      .map((tag, name) =>
        tag.update('operations', (operations) => operations.filter((each) => isMatch(each, name, words))),
      )
      .filter((tag) => tag.get('operations').size > 0);
  };

  /** The first example of a field's schema, as it is written in an address; undefined for none. */
  const exampleOf = (schema) => {
    const example = schema?.get('examples')?.first();
    return example?.join ? example.join(',') : example;
  };

  /** The same for a value that is added to a list, which would else be made up from the pattern of its schema. */
  const withItemExamples = (schema) =>
    schema.has('items') ? schema.setIn(['items', 'examples'], schema.get('examples').first()) : schema;

  const page = ({ React }) => ({
    fn: { opsFilter: filterOperations },
    components: {
      FilterContainer: ({ layoutSelectors, layoutActions }) =>
        React.createElement(
          'div',
          { className: 'filter wrapper' },
          React.createElement('input', {
            className: 'operation-filter-input',
            type: 'search',
            placeholder: 'Filter by path or word, such as "quotes" or "export"',
            'aria-label': 'Filter the operations',
            defaultValue: typeof layoutSelectors.currentFilter() === 'string' ? layoutSelectors.currentFilter() : '',
            onChange: ({ target }) => layoutActions.updateFilter(target.value.trim() || true),
          }),
        ),
    },
    wrapComponents: {
      JsonSchemaForm: (Field) => (props) => {
        const example = exampleOf(props.schema);
        if (example === undefined) return React.createElement(Field, props);
        return React.createElement(
          React.Fragment,
          null,
          React.createElement(Field, {
            ...props,
            schema: withItemExamples(props.schema),
            description: 'such as ' + example,
          }),
          React.createElement('p', { className: 'field-example' }, 'Example: ', React.createElement('code', null, example)),
        );
      },
    },
  });

  window.SwaggerUIBundle = Object.assign(
    (config) => start({ ...config, plugins: [...config.plugins, page] }),
    start,
  );
})();
`;

export const PAGE_STYLE = `/* The field offers the values already: 250 countries need not be listed above it as well. */
.swagger-ui .parameter__enum { display: none; }
.swagger-ui .field-example { margin: 4px 0 0; font-size: 12px; }
.swagger-ui .filter .operation-filter-input { width: 100%; }
`;
