/** Pictures of telephones are larger than anybody needs to see a hole in a road, and data costs money. */

const worthwhileBytes = 1_500_000;
const longestSide = 2400;
const quality = 0.85;

/** A large JPEG with at most 2,400 pixels a side; everything else, and what this browser cannot draw, as it is. */
export async function smaller(file: File): Promise<File> {
  if (file.type !== 'image/jpeg' || file.size < worthwhileBytes) return file;
  try {
    const blob = await drawn(await createImageBitmap(file));
    return blob && blob.size < file.size ? new File([blob], file.name, { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  }
}

async function drawn(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
