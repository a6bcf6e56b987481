import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useCategories } from '../api/reference';
import type { Category } from '../api/types';
import { Combobox } from '../parts/combobox';
import { best } from '../text/find';
import { t } from '../text/messages';

interface Props {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  required?: boolean;
  value: string;
  onValue: (code: string) => void;
}

interface Place {
  category: Category;
  name: string;
  /** What stands above it, for people and for the search. */
  context: string;
}

/** Finds a category anywhere in the tree by its own words and those above it. */
export function CategoryPicker({ value, onValue, ...field }: Props) {
  const categories = useCategories();
  const places = useMemo<Place[]>(
    () =>
      categories.all
        .filter((each) => !each.closed)
        .map((category) => ({ category, name: category.label, context: categories.find(category.parent)?.label ?? '' })),
    [categories],
  );
  return (
    <Combobox<Category>
      {...field}
      chosen={categories.find(value)?.label ?? value}
      search={(words) =>
        best(places, words, 12).map(({ category, name, context }) => ({
          key: category.code,
          item: category,
          title: name,
          detail: context || t('desk.category.top'),
        }))
      }
      onChoose={(category) => onValue(category?.code ?? '')}
    />
  );
}
