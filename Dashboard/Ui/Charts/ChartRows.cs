using System.Runtime.InteropServices;

namespace Anomaly.Dashboard.Ui.Charts;

/// <summary>Rows on their way to a chart: doubles, column after column. A number that does not exist is NaN.</summary>
public sealed class ChartRows
{
    private readonly double[] _values;
    private readonly int _columns;

    /// <param name="rows">How many rows.</param>
    /// <param name="series">How many series the chart has; the place on the horizontal axis comes on top.</param>
    public ChartRows(int rows, int series)
    {
        Count = rows;
        _columns = series + 1;
        _values = new double[rows * _columns];
        Array.Fill(_values, double.NaN);
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>Writes a row. The numbers are x and one per series; those left out do not exist.</summary>
    public void Set(int row, params ReadOnlySpan<double> numbers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numbers.Length, _columns);
        for (var column = 0; column < numbers.Length; column++)
            _values[(column * Count) + row] = numbers[column];
    }

    internal byte[] ToBytes() => MemoryMarshal.AsBytes<double>(_values).ToArray();
}
