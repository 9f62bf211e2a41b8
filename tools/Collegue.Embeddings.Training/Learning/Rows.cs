namespace Collegue.Embeddings.Training.Learning;

/// <summary>A matrix of the current batch.</summary>
internal sealed class Rows(int count, int width)
{
    private readonly float[] _values = new float[count * width];

    public int Count => count;

    public Span<float> this[int row] => _values.AsSpan(row * width, width);
}
