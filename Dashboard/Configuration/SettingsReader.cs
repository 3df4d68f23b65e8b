using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Reads sections of the configuration into options and says what is wrong in one line.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="variables">Environment variables that are read under their own names; an error names them too.</param>
internal sealed class SettingsReader(IConfiguration configuration, VariableNames variables)
{
    public T Read<T>(string section)
        where T : class, new()
    {
        var options = new T();
        Fill(options, section);
        return options;
    }

    private void Fill(object options, string path)
    {
        var properties = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToArray();
        foreach (var child in configuration.GetSection(path).GetChildren())
        {
            if (!properties.Any(property => string.Equals(property.Name, child.Key, StringComparison.OrdinalIgnoreCase)))
            {
                throw new SettingsException($"{child.Path} is not a setting; {path} has {string.Join(", ", properties.Select(property => property.Name))}.");
            }
        }

        foreach (var property in properties)
        {
            var own = $"{path}:{property.Name}";
            if (property.GetValue(options) is IDictionary<string, string> dictionary)
            {
                FillDictionary(dictionary, own);
            }
            else if (property.PropertyType.IsClass && property.PropertyType != typeof(string))
            {
                Fill(property.GetValue(options)!, own);
            }
            else
            {
                FillValue(options, property, own);
            }
        }
    }

    private void FillDictionary(IDictionary<string, string> dictionary, string path)
    {
        var root = configuration.GetSection(path);
        foreach (var (key, value) in root.AsEnumerable(makePathsRelative: true))
        {
            if (value is not null && key.Length > 0)
            {
                dictionary[key] = value;
            }
        }
    }

    private void FillValue(object options, PropertyInfo property, string path)
    {
        if (configuration[path] is { } text)
        {
            property.SetValue(options, Convert(text, property.PropertyType, path));
        }

        var value = property.GetValue(options);
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
        {
            if (!attribute.IsValid(value))
            {
                throw new SettingsException($"{Name(path)} is '{Shown(value)}'; it must be {Demand(attribute, property.PropertyType)}.");
            }
        }
    }

    private object Convert(string text, Type type, string path)
    {
        try
        {
            if (type == typeof(double))
            {
                var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
                return double.IsFinite(number) ? number : throw new FormatException();
            }

            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text)!;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw new SettingsException($"{Name(path)} is '{text}'; it must be {Kind(type)}.");
        }
    }

    private string Name(string path) => variables.For(path) is { } variable ? $"{path} ({variable})" : path;

    private static string Shown(object? value) => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Kind(Type type) =>
        type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) ? "a finite number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a duration such as 00:00:05"
        : "text";

    private static string Demand(ValidationAttribute attribute, Type type) => attribute switch
    {
        RangeAttribute { MinimumIsExclusive: true, Maximum: double.MaxValue } range => $"{Kind(type)} above {Shown(range.Minimum)}",
        RangeAttribute { MinimumIsExclusive: true } range => $"{Kind(type)} above {Shown(range.Minimum)}, at most {Shown(range.Maximum)}",
        RangeAttribute { Maximum: double.MaxValue } range => $"{Kind(type)} of at least {Shown(range.Minimum)}",
        RangeAttribute range => $"{Kind(type)} from {Shown(range.Minimum)} to {Shown(range.Maximum)}",
        AllowedValuesAttribute allowed => "one of " + string.Join(", ", allowed.Values),
        RegularExpressionAttribute pattern => $"text of the form {pattern.Pattern}",
        RequiredAttribute => "set",
        _ => attribute.FormatErrorMessage("it"),
    };
}
