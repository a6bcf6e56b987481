import { whole } from '../../text/numbers';
import { shadeIn, type ShadeClass } from './scale';

interface Props {
  /** What is counted, as the table's caption. */
  label: string;
  /** Head of the column of row names. */
  corner: string;
  rows: readonly string[];
  columns: readonly string[];
  /** `values[row][column]`. */
  values: readonly (readonly number[])[];
  classes: readonly ShadeClass[];
}

/** A table whose cells are shaded: the numbers stand in it, so nothing is told by colour alone. */
export function HeatMap({ label, corner, rows, columns, values, classes }: Props) {
  return (
    <div class="heat-map__scroll" tabIndex={0} role="group" aria-label={label}>
      <table class="heat-map">
        <caption class="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">{corner}</span></th>
            {columns.map((each) => <th key={each} scope="col">{each}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map((each, column) => (
                <td key={each} class={`shade--${shadeIn(classes, values[row][column]) ?? 'none'}`}>{whole(values[row][column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
