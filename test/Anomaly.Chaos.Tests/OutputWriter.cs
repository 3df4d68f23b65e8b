using System.Text;

namespace Anomaly.Chaos.Tests;

/// <summary>A run's log as the test's output.</summary>
internal sealed class OutputWriter : TextWriter
{
    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _output?.WriteLine(value ?? "");
}
