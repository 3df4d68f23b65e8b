using Anomaly.Detectors.Explanations;

namespace Anomaly.Detectors.Tests.Explanations;

public sealed class JsonTextTests
{
    [Fact]
    public void Complete_NumbersThatJsonDoesNotHave_AreReplaced()
    {
        using var json = new JsonText(numbers: 4);

        var text = json
            .Add("list", [1, double.NegativeInfinity, double.NaN])
            .Add("number", double.PositiveInfinity)
            .Add("text", "a\"b")
            .Complete();

        Assert.Equal("""{"list":[1,-1.7976931348623157E+308,null],"number":1.7976931348623157E+308,"text":"a\u0022b"}""", text);
    }
}
