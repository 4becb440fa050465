// What the forms have in common: the script of each file asks for what it shows. Tasklist waits for this file before it opens a form.
window.taskForm = function (camForm, $scope, inject) {
  const variables = camForm.variableManager;
  $scope.facts = null;
  $scope.loadFailed = false;
  $scope.saveRefused = false;

  // Tasklist's Save would keep a copy in the browser in clear text, and forms hold personal data.
  camForm.on('store', () => {
    camForm.storePrevented = true;
    $scope.saveRefused = true;
  });

  return {
    // Tells what the engine knows under these names; it is shown and no answer.
    read(names, take) {
      camForm.on('form-loaded', () => names.forEach(name => variables.fetchVariable(name)));
      camForm.on('variables-fetched', () => {
        const values = names.map(name => variables.variableValue(name));
        // A fetched variable is submitted again, changed or not.
        names.forEach(name => variables.destroyVariable(name));
        take(...values);
      });
    },

    // Fields that begin empty: the engine remembers how the last round ended, and none of it is an answer to this one.
    empty(names) {
      names.forEach(name => {
        variables.variable(name).value = '';
        delete variables.variable(name).originalValue;
      });
    },

    // The facts of one thing, as our own pages tell them.
    load(page, take = facts => { $scope.facts = facts; }) {
      inject(['$http', function ($http) {
        $http.get(page + '/summary.json').then(
          response => take(response.data),
          () => { $scope.loadFailed = true; });
      }]);
    },

    // The facts of what a variable names, which is all that most forms show.
    show(page, variable) {
      this.read([variable], number => this.load(page + '/' + encodeURIComponent(number)));
    }
  };
};
