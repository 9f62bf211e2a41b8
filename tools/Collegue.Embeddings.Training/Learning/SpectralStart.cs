using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>The strongest directions of a sparse symmetric matrix, by subspace iteration: a first vector for each row, with no question asked yet.</summary>
internal static class SpectralStart
{
    private const int Spare = 16;
    private const int Rounds = 7;

    /// <summary>Row after row; stems close in use have close vectors.</summary>
    public static float[] Of(IReadOnlyList<List<(int Row, float Information)>> near, int dimensions, Random random)
    {
        var width = dimensions + Spare;
        var basis = new float[near.Count * width];
        for (var at = 0; at < basis.Length; at++)
        {
            basis[at] = (float)(random.NextDouble() - 0.5);
        }

        for (var round = 0; round < Rounds; round++)
        {
            basis = Apply(near, basis, width);
            Orthonormalise(basis, width);
        }

        // In the subspace the matrix is small: its own directions turn the basis.
        var small = Product(basis, Apply(near, basis, width), width);
        var own = Matrix<double>.Build.Dense(width, width, (row, column) => (small[row, column] + small[column, row]) / 2).Evd(Symmetricity.Symmetric);
        var strongest = Enumerable.Range(0, width).OrderByDescending(at => own.EigenValues[at].Real).Take(dimensions).ToArray();
        var turn = Matrix<double>.Build.Dense(width, dimensions, (row, column) =>
            own.EigenVectors[row, strongest[column]] * Math.Sqrt(Math.Max(0, own.EigenValues[strongest[column]].Real)));
        return Turn(basis, width, turn);
    }

    private static float[] Apply(IReadOnlyList<List<(int Row, float Information)>> near, float[] basis, int width)
    {
        var result = new float[basis.Length];
        Parallel.For(0, near.Count, row =>
        {
            var sum = result.AsSpan(row * width, width);
            foreach (var (other, information) in near[row])
            {
                TensorPrimitives.MultiplyAdd(basis.AsSpan(other * width, width), information, sum, sum);
            }
        });
        return result;
    }

    /// <summary>By the Cholesky factor of the products of columns, twice for numbers that are not too far from each other.</summary>
    private static void Orthonormalise(float[] basis, int width)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            var inverse = Product(basis, basis, width).Cholesky().Factor.Transpose().Inverse();
            Turn(basis, width, inverse).CopyTo(basis, 0);
        }
    }

    private static Matrix<double> Product(float[] left, float[] right, int width)
    {
        var product = Matrix<double>.Build.Dense(width, width);
        Parallel.For(0, width, column =>
        {
            var sums = new double[width];
            for (var row = 0; row < left.Length; row += width)
            {
                double factor = right[row + column];
                for (var other = 0; other < width; other++)
                {
                    sums[other] += left[row + other] * factor;
                }
            }

            product.SetColumn(column, sums);
        });
        return product;
    }

    private static float[] Turn(float[] basis, int width, Matrix<double> turn)
    {
        var rows = Enumerable.Range(0, width).Select(row => turn.Row(row).Select(value => (float)value).ToArray()).ToArray();
        var result = new float[basis.Length / width * turn.ColumnCount];
        Parallel.For(0, basis.Length / width, row =>
        {
            var sum = result.AsSpan(row * turn.ColumnCount, turn.ColumnCount);
            for (var at = 0; at < width; at++)
            {
                TensorPrimitives.MultiplyAdd(rows[at], basis[(row * width) + at], sum, sum);
            }
        });
        return result;
    }
}
